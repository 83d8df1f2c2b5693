/** The phone of whoever is signed in, as sms-service tells of it. The code is always 123456. */
const CONSENT =
  'By adding your number you agree to get SMS of this chatroom: answers to what you text and, as you choose, what is said in a room. The frequency varies with the room. Message and data rates may apply. Text HELP for help, STOP to end it.';

type Reply = (status: number, value?: unknown) => void;

export class MockPhones {
  configured = true;
  phone: Record<string, unknown> | undefined;
  /** What was asked to change, in order. */
  readonly changes: Record<string, unknown>[] = [];
  #awaited = '';

  answer(method: string, url: URL, body: Record<string, unknown>, reply: Reply): void {
    switch (`${method} ${url.pathname}`) {
      case 'GET /sms/consent':
        return reply(200, { version: '1', text: CONSENT, countries: ['US', 'CA'], numbers: [{ phone_number: '+12025550100', room_id: null }], configured: this.configured });
      case 'POST /sms/verify':
        if (body.consent !== true || !/\d{7}/.test(String(body.phone_number).replace(/\D/g, ''))) {
          return reply(422, { code: 'not_a_number', detail: 'That is not a phone number of that country.' });
        }
        this.#awaited = `+1${String(body.phone_number).replace(/\D/g, '').slice(-10)}`;
        return reply(202, { phone_number: this.#awaited, expires_in: 600, resend_in: 60 });
      case 'POST /sms/confirm':
        if (body.code !== '123456') return reply(422, { code: 'wrong_code', detail: 'That code is not right, or no longer.' });
        return reply(200, (this.phone = MockPhones.confirmed(this.#awaited)));
      case 'GET /api/me/phone':
        return this.phone === undefined ? reply(404, { code: 'no_phone' }) : reply(200, this.phone);
      case 'PATCH /api/me/phone':
        this.changes.push(body);
        this.phone = { ...this.phone, ...body };
        if (body.opted_in !== undefined) {
          this.phone = { ...this.phone, opt_in_status: body.opted_in === true ? 'opted_in' : 'opted_out', opted_out_by: body.opted_in === true ? null : 'web' };
        }
        return reply(200, this.phone);
      case 'DELETE /api/me/phone':
        this.phone = undefined;
        return reply(204);
      case 'GET /api/admin/sms/numbers':
        return reply(200, { items: [{ user_id: 'u', username: 'alice', phone_number: '+12025550143', verified: true, opt_in_status: 'opted_in', default_room_id: 'lobby', mode: 'mentions', country: 'US', consented_at: '2026-03-01T20:00:00.000Z' }], next: null });
      case 'GET /api/admin/sms/deliveries':
        return reply(200, { items: [{ id: 'd', username: 'alice', room_id: 'lobby', kind: 'message', to: '…43', state: 'failed', code: '30003', detail: 'The phone is off.', segments: 1, price: null, price_unit: null, attempts: 1, created_at: '2026-03-01T20:00:00.000Z', updated_at: '2026-03-01T20:00:00.000Z' }], next: null });
      case 'GET /api/admin/sms/costs':
        return reply(200, {
          items: [{ day: '2026-03-01', kind: 'reply', country: 'US', messages: 2, segments: 3, price: 0.0237, price_unit: 'USD' }],
          codes: [{ day: '2026-03-01', country: 'US', sent: 4, verified: 3 }],
          next: null,
        });
      default:
        return reply(200, { items: [], next: null });
    }
  }

  static confirmed(phone_number: string): Record<string, unknown> {
    return {
      phone_number,
      verified: true,
      opt_in_status: 'opted_in',
      opted_in: true,
      opted_out_by: null,
      default_room_id: 'lobby',
      service_number: '+12025550100',
      mode: 'mentions',
      quiet_from: null,
      quiet_to: null,
      zone: null,
      muted_until: null,
      last_keyword: null,
      last_delivery: null,
      pending: null,
    };
  }
}
