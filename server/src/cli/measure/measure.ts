import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, needs, UsageFault } from '../command';
import { runMeasures } from './run';
import { asText } from './tables';

/** Runs data with known answers through the product and says how far it is off. */
export const measureCommand: Command = {
  name: 'measure',
  usage: '--data DIR',
  summary: 'Hold the product against data with known answers: oracles, references and duplicates below a folder',
  examples: ['evenhand measure --data ../shared', 'evenhand measure --data held-out --json > measured.json'],
  options: { data: { type: 'string' } },
  run(input) {
    const data = resolve(needs(input, 'data'));
    if (!existsSync(data)) throw new UsageFault(`there is no folder ${data}`);
    const measured = runMeasures(data);
    input.print(input.isJson ? JSON.stringify(measured, null, 1) : asText(measured));
    return Promise.resolve(measured.ok ? 0 : 1);
  },
};
