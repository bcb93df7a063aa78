// BENCH.md: the figures, what they stand beside, and what misses its mark.
import os from 'node:os';
import { execFileSync } from 'node:child_process';
import { root } from '../scripts/lib.mjs';

export const number = (value) =>
  value === null || value === undefined
    ? 'not measured'
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : String(Math.round(value * 10) / 10);

/** Rows: { what, value, unit, mark: { least } | { most } | null, limit: { what, value } | null, note } */
export function report(rows, { records, clients, seconds, notes }) {
  const cpu = os.cpus();
  const isMissed = ({ value, mark }) =>
    mark &&
    value !== null &&
    value !== undefined &&
    (mark.least !== undefined ? value < mark.least : value > mark.most);
  const missed = rows.filter(isMissed);
  const unmeasured = rows.filter(({ value }) => value === null || value === undefined);
  const markOf = ({ mark, unit }) =>
    mark ? `${mark.least !== undefined ? 'at least' : 'at most'} ${number(mark.least ?? mark.most)} ${unit}` : '';
  return [
    '# Bench',
    '',
    `\`npm run bench -- --records ${records}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit()}, ${Math.round(seconds)} s.`,
    '',
    `${cpu.length} × ${cpu[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.arch()}, Node ${process.versions.node}; ` +
      `load before the run ${notes.load}. ${records.toLocaleString('en')} invented records, ${clients} clients. The server, the callers and the browser share the machine.`,
    '',
    '| what | figure | mark | raw limit of the same run | share of it |',
    '|---|---:|---:|---:|---:|',
    ...rows.map((row) => {
      const figure = `${number(row.value)}${row.value === null || row.value === undefined ? '' : ` ${row.unit}`}`;
      const limit = row.limit ? `${row.limit.what}: ${number(row.limit.value)}` : '';
      const share = row.limit && row.value ? shareOf(row) : '';
      return `| ${row.what} | ${isMissed(row) ? `**${figure}**` : figure} | ${markOf(row)} | ${limit} | ${share} |`;
    }),
    '',
    '## Misses its mark',
    '',
    ...(missed.length === 0
      ? ['Nothing that was measured.']
      : missed.map((row) => `- ${row.what}: ${number(row.value)} ${row.unit}, wanted ${markOf(row)}`)),
    ...(records < 100_000
      ? ['', `The marks are for 100,000 records; this run had ${records.toLocaleString('en')}.`]
      : []),
    ...(unmeasured.length > 0
      ? ['', '## Not measured', '', ...unmeasured.map(({ what, note }) => `- ${what}${note ? `: ${note}` : ''}`)]
      : []),
    ...(notes.lines.length > 0 ? ['', '## Notes', '', ...notes.lines.map((line) => `- ${line}`)] : []),
    '',
  ].join('\n');
}

/** Of a rate how much of the limit is reached, of a time how many times the least it is. */
function shareOf({ value, unit, limit }) {
  return unit === 'ms' || unit.startsWith('s of')
    ? `${number(value / limit.value)} ×`
    : `${number((value / limit.value) * 100)} %`;
}

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
