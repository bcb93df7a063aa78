import type { Shortcut } from '../../ui/keys';
import type { Verdict } from '../screening/desk-rows';

/** What the keys at full text can do. */
export interface KeyedReader {
  isReading(): boolean;
  hasAsked(): boolean;
  vote(verdict: Verdict): void;
  confirm(): void;
  undo(): void;
  redo(): void;
  move(by: 1 | -1): void;
  tick(number: number): void;
  toNote(): void;
  toTags(): void;
  toSearch(): void;
  quote(): void;
  turn(by: 1 | -1): void;
  resize(by: 1 | -1): void;
  escape(): void;
}

/** The desk's keys, under the same names so that a person's own choice holds here too, and those of the PDF. */
export function fullTextKeys(reader: KeyedReader): Shortcut[] {
  const reading = (): boolean => reader.isReading();
  const desk = (id: string, on: string, run: Shortcut['run'], more: Partial<Shortcut> = {}): Shortcut => ({
    id: `screen.${id}`,
    key: on,
    labelKey: `screening.keys.${id}`,
    run,
    when: reading,
    ...more,
  });
  const pdf = (id: string, on: string, run: () => void): Shortcut => ({
    id: `full-text.${id}`,
    key: on,
    labelKey: `full-text.keys.${id}`,
    run,
    when: reading,
    repeats: id !== 'search' && id !== 'quote',
  });
  return [
    desk('include', 'i', () => reader.vote('include')),
    desk('maybe', 'm', () => reader.vote('maybe')),
    desk('exclude', 'e', () => reader.vote('exclude')),
    desk('reason', '1', (event) => reader.tick(Number(event.key)), { also: ['2', '3', '4', '5', '6', '7', '8', '9'] }),
    desk('confirm', 'Enter', () => reader.confirm(), { when: () => reader.isReading() && reader.hasAsked() }),
    desk('undo', 'z', (event) => (event.shiftKey ? reader.redo() : reader.undo()), {
      also: ['u', 'mod+z'],
      when: () => true,
    }),
    desk('redo', 'y', () => reader.redo(), { also: ['mod+y'], when: () => true }),
    desk('back', 'k', () => reader.move(-1), { repeats: true }),
    desk('forward', 'j', () => reader.move(1), { repeats: true }),
    desk('note', 'n', () => reader.toNote()),
    desk('tags', 't', () => reader.toTags()),
    desk('close', 'Escape', () => reader.escape(), { when: () => reader.hasAsked() }),
    pdf('search', 's', () => reader.toSearch()),
    pdf('quote', 'q', () => reader.quote()),
    pdf('nextPage', ']', () => reader.turn(1)),
    pdf('pageBefore', '[', () => reader.turn(-1)),
    pdf('larger', '+', () => reader.resize(1)),
    pdf('smaller', '-', () => reader.resize(-1)),
  ];
}
