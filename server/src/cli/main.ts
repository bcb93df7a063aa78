import { parseArgs } from 'node:util';
import { Refusal } from '@shared/domain/refusal';
import { ConfigFault } from '../platform/config';
import { DatabaseFault } from '../platform/database/open';
import { VERSION } from '../platform/version';
import { type Command, UsageFault } from './command';
import { dataCommands } from './data-commands';
import { fileCommands } from './file-commands';
import { measureCommand } from './measure/measure';
import { serverCommands } from './server-commands';
import { simulateCommand } from './simulate-command';
import { systemFault } from './system-fault';

export const commands: readonly Command[] = [
  ...serverCommands,
  ...fileCommands,
  ...dataCommands,
  simulateCommand,
  measureCommand,
];

/**
 * Runs one command line and sets the exit code: 0 done, 1 something is wrong, 2 called wrongly or a file cannot be had,
 * 78 bad settings.
 */
export async function main(
  argv: readonly string[],
  print = (text: string) => void process.stdout.write(`${text}\n`),
): Promise<void> {
  const [first = 'help', ...rest] = argv;
  if (first === 'version' || first === '--version') return print(VERSION);
  // Two-word commands: `user add`.
  const command =
    commands.find(({ name }) => name === `${first} ${rest[0] ?? ''}`) ?? commands.find(({ name }) => name === first);
  if (!command) {
    if (['help', '--help', '-h'].includes(first)) return print(overview());
    process.exitCode = 2;
    process.stderr.write(`evenhand: there is no command "${first}". These are:\n\n${overview()}\n`);
    return;
  }
  const args = rest.slice(command.name.split(' ').length - 1);
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, ...command.options },
    });
    if (values['help'] === true) return print(help(command));
    process.exitCode = await command.run({ args: positionals, values, isJson: values['json'] === true, print });
  } catch (error) {
    const fileFault = systemFault(error, args);
    process.exitCode = fileFault === null ? exitCode(error) : 2;
    if (process.exitCode === 1 && !(error instanceof Refusal)) throw error;
    const message = fileFault ?? (error instanceof Refusal ? error.detail : (error as Error).message);
    const isUsage = process.exitCode === 2 && fileFault === null;
    process.stderr.write(`evenhand ${command.name}: ${message}\n${isUsage ? `\n${help(command)}\n` : ''}`);
  }
}

function exitCode(error: unknown): number {
  if (error instanceof UsageFault || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) return 2;
  if (error instanceof ConfigFault || error instanceof DatabaseFault) return 78;
  return 1;
}

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return [
    `Evenhand ${VERSION}: a workbench for evidence synthesis`,
    '',
    'evenhand COMMAND [--json] [--help]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'Settings are EVENHAND_… variables: `evenhand config` lists them.',
  ].join('\n');
}

function help({ name, usage, summary, examples, options = {} }: Command): string {
  const flags = Object.keys(options).map((flag) => `  --${flag}`);
  return [
    `evenhand ${name} ${usage}`.trim(),
    '',
    summary,
    ...(flags.length > 0 ? ['', 'Options:', ...flags] : []),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}
