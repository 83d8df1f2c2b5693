// Whether Prometheus and the store of traces of docker-compose.yml watch all services: everything is scraped, every rule and
// every panel can be asked, and the traces that Prometheus names as examples of requests are in the store.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const gateway = 'http://127.0.0.1:8000';
const prometheus = 'http://127.0.0.1:9090/api/v1';
const traces = 'http://127.0.0.1:16686/api/traces';
const services = ['ai', 'chat', 'gateway', 'identity', 'sms'];
const dashboards = 'deploy/grafana';
const patience = 120_000;

async function ask(path, query = {}) {
  const answer = await fetch(`${prometheus}/${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${path} ${JSON.stringify(query)}: ${await answer.text()}`);
  return (await answer.json()).data;
}

// Runs a check until it no longer throws.
async function eventually(check) {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(1_000);
    }
  }
}

function same(what, found, wanted) {
  if (String(found) !== String(wanted)) throw new Error(`${what}: ${found}, not ${wanted}`);
}

async function scraped() {
  const { result } = await ask('query', { query: 'up == 1' });
  same('scraped', result.map((series) => series.metric.job).sort(), services);
  return result.length;
}

async function rules() {
  const all = (await ask('rules')).groups.flatMap((group) => group.rules);
  if (all.length === 0) throw new Error('no rule');
  same('rules that can not be asked', all.filter((rule) => rule.health !== 'ok').map((rule) => rule.name), []);
  return all.length;
}

async function panels() {
  const queries = readdirSync(dashboards)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => JSON.parse(readFileSync(`${dashboards}/${file}`, 'utf8')).panels)
    .flatMap((panel) => panel.targets ?? [])
    .map((target) => target.expr.replaceAll('$__rate_interval', '1m'));
  for (const query of queries) await ask('query', { query });
  return queries.length;
}

async function examples() {
  const found = await ask('query_exemplars', {
    query: 'http_server_requests_seconds_bucket',
    start: Date.now() / 1000 - 600,
    end: Date.now() / 1000,
  });
  same('with examples', [...new Set(found.map((series) => series.seriesLabels.job))].sort(), services);
  const ids = new Set(found.flatMap((series) => series.exemplars).map((exemplar) => exemplar.labels.trace_id));
  for (const id of ids) same(`trace ${id}`, (await fetch(`${traces}/${id}`)).status, 200);
  return ids.size;
}

// Two services that nobody has asked anything yet.
await fetch(`${gateway}/api/personas`);
await fetch(`${gateway}/sms/incoming`, { method: 'POST' });
console.log(
  `scraped=${await eventually(scraped)} rules=${await eventually(rules)} panels=${await panels()} traces=${await eventually(examples)}`,
);
