import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { MODELS, type RankerConfig } from '@shared/domain/ranking/config';
import { recallSvg } from '@shared/domain/ranking/recall-svg';
import { type LabelledText, simulate } from '@shared/domain/ranking/simulate';
import { stopPoint } from '@shared/domain/ranking/stop-point';
import { pngOf } from '../flow/figure-png';
import { type Command, type Input, text, UsageFault } from './command';
import { readLabelledSet } from './labelled-set';

const TARGET = { recall: 0.95, confidence: 0.95 };

/** What one simulated screening printed. */
export interface SimulationReport {
  dataset: string;
  records: number;
  included: number;
  config: RankerConfig;
  seed: number;
  priors: number[];
  hasProtocol: boolean;
  metrics: ReturnType<typeof simulate>['metrics'];
  stop: ReturnType<typeof stopPoint>;
  /** Rows of the file (from 0) in the order read, until the last included one. */
  order: number[];
  trainings: number;
  cpuSeconds: { total: number; perTraining: number };
}

/** Simulates the screening of a labelled set, timing it. */
export function simulationReport(
  dataset: string,
  records: readonly LabelledText[],
  options: { config: RankerConfig; seed: number; priors: number[]; protocol: string },
): SimulationReport {
  const before = process.cpuUsage();
  const { order, metrics, trainings } = simulate(records, options);
  const { user, system } = process.cpuUsage(before);
  const total = (user + system) / 1e6;
  const unread = metrics.records - order.length;
  const labels = [...order.map((row) => records[row]!.isIncluded), ...Array.from({ length: unread }, () => false)];
  return {
    dataset,
    records: records.length,
    included: records.filter(({ isIncluded }) => isIncluded).length,
    config: options.config,
    seed: options.seed,
    priors: options.priors,
    hasProtocol: options.protocol.trim() !== '',
    metrics,
    stop: stopPoint(labels, TARGET),
    order,
    trainings,
    cpuSeconds: { total, perTraining: trainings === 0 ? 0 : total / trainings },
  };
}

export const simulateCommand: Command = {
  name: 'simulate',
  usage: 'DATASET.csv',
  summary: 'Screen a labelled set as a reader who follows the queue would, and say how fast the included are found',
  examples: [
    'evenhand simulate labelled.csv --protocol question.txt',
    'evenhand simulate labelled.csv --model u4 --priors 12,640 --json',
    'evenhand simulate labelled.csv -o recall.svg',
  ],
  options: {
    seed: { type: 'string' },
    priors: { type: 'string' },
    protocol: { type: 'string' },
    model: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  async run(input) {
    const [file] = input.args;
    if (!file) throw new UsageFault('name a CSV file of labelled records');
    const records = readLabelledSet(existing(file));
    const report = simulationReport(basename(file), records, {
      config: model(text(input, 'model') ?? 'default'),
      seed: seed(input),
      priors: priors(text(input, 'priors'), records.length),
      protocol: protocol(input),
    });
    const output = text(input, 'output');
    if (output !== null) await draw(output, report, records);
    input.print(input.isJson ? JSON.stringify(report) : inWords(report, output));
    return 0;
  },
};

function existing(path: string): string {
  if (!existsSync(path)) throw new UsageFault(`there is no file ${path}`);
  return path;
}

function model(name: string): RankerConfig {
  const config = MODELS[name];
  if (!config) throw new UsageFault(`there is no model "${name}"; known are ${Object.keys(MODELS).join(', ')}`);
  return config;
}

function seed(input: Input): number {
  const given = text(input, 'seed') ?? '0';
  if (!/^\d{1,9}$/.test(given)) throw new UsageFault(`--seed is a whole number, not "${given}"`);
  return Number(given);
}

function priors(given: string | null, records: number): number[] {
  if (given === null) return [];
  const rows = given.split(/[\s,;]+/).filter(Boolean);
  return rows.map((row) => {
    if (/^\d+$/.test(row) && Number(row) < records) return Number(row);
    throw new UsageFault(`--priors names rows from 0 to ${records - 1}; "${row}" is none of them`);
  });
}

function protocol(input: Input): string {
  const file = text(input, 'protocol');
  return file === null ? '' : readFileSync(existing(file), 'utf8');
}

async function draw(path: string, report: SimulationReport, records: readonly LabelledText[]): Promise<void> {
  let count = 0;
  const found = report.order.map((row) => (count += records[row]!.isIncluded ? 1 : 0));
  const title = `${report.dataset}: relevant records found (${report.config.model})`;
  const { records: total, includes: relevant } = report.metrics;
  const svg = recallSvg({ title, total, relevant, found });
  if (path.endsWith('.svg')) writeFileSync(path, svg);
  else if (path.endsWith('.png')) writeFileSync(path, await pngOf(svg, { dpi: 200, widthMm: 160 }, title));
  else throw new UsageFault(`"${path}" ends neither in .svg nor in .png`);
}

function inWords(
  { dataset, records, included, config, metrics, stop, cpuSeconds }: SimulationReport,
  output: string | null,
): string {
  const share = (value: number | null): string => (value === null ? 'not defined' : value.toFixed(4));
  return [
    `${dataset}: ${records} records, ${included} included, model ${config.model}`,
    `loss ${share(metrics.loss)}   WSS@95 ${share(metrics.wss95)}   ATD ${share(metrics.atd)}   recall@10 % ${share(metrics.recallAt10)}   ndcg ${share(metrics.ndcg)}`,
    `95 % of the included after ${metrics.readFor95 ?? 'no'} records, all after ${metrics.readFor100 ?? 'no'}`,
    `The stopping criterion (recall ${stop.target.recall}, confidence ${stop.target.confidence}) is met after ${stop.read} records (${(100 * stop.share).toFixed(1)} %) at a recall of ${stop.recall.toFixed(3)}`,
    `${cpuSeconds.total.toFixed(1)} s CPU, ${(1000 * cpuSeconds.perTraining).toFixed(1)} ms a training`,
    ...(output === null ? [] : [`The recall curve is in ${output}`]),
  ].join('\n');
}
