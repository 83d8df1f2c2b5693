/** The calls about one's phone, and what admins see of all phones. */
import * as v from 'valibot';
import { call, Ignored } from './api';

const text = v.optional(v.string());
const number = v.optional(v.number());
// Money comes as a number or as exact decimal text.
const amount = v.optional(v.union([v.number(), v.string()]));

const Consent = v.object({
  version: v.string(),
  text: v.string(),
  countries: v.array(v.string()),
  numbers: v.optional(v.array(v.object({ phone_number: v.string(), room_id: text })), []),
  configured: v.boolean(),
});
export type Consent = v.InferOutput<typeof Consent>;

export const MODES = ['mentions', 'all', 'digest'] as const;
export type Mode = (typeof MODES)[number];

export const Phone = v.object({
  phone_number: text,
  verified: v.boolean(),
  opt_in_status: v.picklist(['opted_in', 'opted_out', 'pending']),
  opted_out_by: text,
  default_room_id: text,
  service_number: text,
  mode: v.optional(v.picklist(MODES), 'mentions'),
  quiet_from: text,
  quiet_to: text,
  zone: text,
  muted_until: text,
  last_keyword: v.optional(v.object({ word: v.string(), at: text })),
  last_delivery: v.optional(v.object({ state: v.string(), code: text, detail: text, at: text })),
  pending: v.optional(v.object({ phone_number: v.string() })),
});
export type Phone = v.InferOutput<typeof Phone>;

export interface PhoneChange {
  default_room_id?: string;
  mode?: Mode;
  quiet_from?: string | null;
  quiet_to?: string | null;
  zone?: string;
  opted_in?: boolean;
}

const pageOf = <T extends v.GenericSchema>(item: T) => v.object({ items: v.array(item), next: text });

const admin = {
  numbers: pageOf(v.object({ username: text, phone_number: text, opt_in_status: text, default_room_id: text, mode: text, country: text, consented_at: text })),
  rooms: pageOf(v.object({ room_id: v.string(), name: text, phone_number: text, phones: number })),
  suppressions: pageOf(v.object({ hint: text, source: text, country: text, at: text })),
  deliveries: pageOf(
    v.object({ username: text, to: text, room_id: text, kind: text, state: text, code: text, detail: text, segments: number, created_at: text }),
  ),
  costs: pageOf(v.object({ day: text, country: text, kind: text, messages: number, segments: number, price: amount, price_unit: text })),
  codes: v.pipe(
    v.object({ codes: v.array(v.object({ day: text, country: text, sent: number, verified: number })) }),
    v.transform((answer) => ({ items: answer.codes, next: undefined })),
  ),
};
/** Lists that come with another. */
const beside: Partial<Record<keyof typeof admin, string>> = { codes: 'costs' };
export type AdminList = keyof typeof admin;
export type AdminRow = Readonly<Record<string, string | number | undefined>>;

export const phoneApi = {
  consent: () => call(Consent, 'GET', '/sms/consent'),
  phone: () => call(Phone, 'GET', '/api/me/phone'),
  /** Asks for a code; the answer has the number as the world writes it. */
  verify: (phone_number: string, country: string) =>
    call(v.object({ phone_number: v.string() }), 'POST', '/sms/verify', { phone_number, country, consent: true }),
  confirm: (phone_number: string, code: string) => call(Phone, 'POST', '/sms/confirm', { phone_number, code }),
  change: (change: PhoneChange) => call(Phone, 'PATCH', '/api/me/phone', change),
  remove: () => call(Ignored, 'DELETE', '/api/me/phone'),
  admin: (list: AdminList, cursor?: string): Promise<{ items: AdminRow[]; next?: string }> =>
    call(admin[list], 'GET', `/api/admin/sms/${beside[list] ?? list}${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`),
};
