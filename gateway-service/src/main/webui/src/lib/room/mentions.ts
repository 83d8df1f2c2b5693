/** Completion of `@name` in the composer. */
import type { Member, Persona } from '../wire/frames';

export interface Candidate {
  kind: 'ai' | 'person';
  /** What is written after the `@`. */
  token: string;
  label: string;
  personaId?: string;
}

/** The word that a persona is called by: its short name with a capital. */
export function callName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function candidates(personas: readonly Persona[], members: readonly Member[], me: string): Candidate[] {
  return [
    ...personas.map((persona): Candidate => ({
      kind: 'ai',
      token: callName(persona.name),
      label: persona.display_name ?? callName(persona.name),
      personaId: persona.name,
    })),
    ...members
      .filter((member) => member.name !== me)
      .map((member): Candidate => ({ kind: 'person', token: member.name, label: member.name })),
  ];
}

export interface Query {
  /** Where the `@` stands. */
  start: number;
  text: string;
}

/** The mention that is being written at the caret, if one is. */
export function queryAt(text: string, caret: number): Query | undefined {
  const match = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,32})$/u.exec(text.slice(0, caret));
  if (match?.[1] === undefined) return undefined;
  return { start: caret - match[1].length - 1, text: match[1].toLowerCase() };
}

/** Candidates whose name, or a word of it, begins as written; personas first, then people. */
export function matching(all: readonly Candidate[], query: Query, limit = 8): Candidate[] {
  const fits = ({ token, label }: Candidate) =>
    [token, ...label.split(/\s+/)].some((word) => word.toLowerCase().startsWith(query.text));
  return all.filter(fits).slice(0, limit);
}

export function complete(text: string, caret: number, query: Query, chosen: Candidate): { text: string; caret: number } {
  const head = `${text.slice(0, query.start)}@${chosen.token} `;
  return { text: head + text.slice(caret).replace(/^ /, ''), caret: head.length };
}
