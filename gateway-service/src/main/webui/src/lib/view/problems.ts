/** What people are told when the server refuses something. */
import { strings } from '../strings';
import { Problem } from '../wire/problem';

export function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) {
    // A fault of the page's own: it is for those who mend it, and people are told all the same.
    console.error(problem);
    return strings.problem.unknown;
  }
  if (problem.status === 0) return strings.connection.unreachable;
  if (problem.violations.length > 0) return problem.violations.join(' ');
  if (problem.message !== '') return problem.message;
  if (problem.status === 401) return strings.problem.credentials;
  if (problem.status === 409) return strings.problem.taken;
  if (problem.status === 429) return strings.problem.limited;
  return strings.problem.unknown;
}
