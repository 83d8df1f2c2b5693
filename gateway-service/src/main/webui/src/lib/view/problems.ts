/** What people are told when the server refuses something. */
import { strings } from '../strings';
import { Problem } from '../wire/problem';

export function explain(problem: unknown): string {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.status === 0) return strings.connection.unreachable;
  if (problem.violations.length > 0) return problem.violations.join(' ');
  if (problem.message !== '') return problem.message;
  if (problem.status === 401) return strings.problem.credentials;
  if (problem.status === 409) return strings.problem.taken;
  if (problem.status === 429) return strings.problem.limited;
  return strings.problem.unknown;
}
