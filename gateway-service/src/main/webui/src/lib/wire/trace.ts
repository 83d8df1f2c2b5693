/** W3C trace context: what one act of a person causes is found under one id, here and in every service. */
import { hex, randomBytes } from '../platform/ids';

/** A `traceparent` that begins a trace. Its flags say nothing is recorded here; what is recorded there is theirs to decide. */
export function traceparent(): string {
  const ids = hex(randomBytes(24));
  return `00-${ids.slice(0, 32)}-${ids.slice(32)}-00`;
}
