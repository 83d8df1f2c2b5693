/** How authors are called on the page. */
import type { Persona } from '../wire/frames';
import { callName } from '../room/mentions';

/** Controls that turn the direction of what follows; names need none. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The name that stands beside the AI badge, so that it need not say "AI" itself. */
export function personaLabel(persona: Persona): string {
  return (persona.display_name ?? callName(persona.name)).replace(TURNS, '').replace(/^AI[ _]/, '');
}

export function speaker(sender: string, personaId: string | undefined, personas: readonly Persona[]): string {
  const persona = personas.find((each) => each.name === personaId);
  return persona === undefined ? sender.replace(TURNS, '').replace(/^AI_/, '') : personaLabel(persona);
}

/** What an avatar's looks hang on: a persona's id, else the sender's name. */
export const faceOf = (sender: string, personaId?: string): string => personaId ?? sender;
