import type { HighlightList } from '../../ui/record/highlights';
import type { Shortcut } from '../../ui/keys';
import type { Verdict } from './desk-rows';

/** What the keys of the desk can do. */
export interface KeyedDesk {
  isReading(): boolean;
  hasOpen(): boolean;
  readonly isFocused: boolean;
  vote(verdict: Verdict, pressedAt: number): void;
  confirm(): void;
  undo(pressedAt: number): void;
  redo(pressedAt: number): void;
  move(by: 1 | -1, pressedAt: number): void;
  tick(number: number): void;
  toNote(): void;
  toTags(): void;
  mark(list: HighlightList): void;
  mayAskWhy(): boolean;
  toggleWhy(): void;
  toggleFocus(): void;
  resize(by: 1 | -1): void;
  escape(): void;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** The keys of the desk. Nothing that decides repeats while a key is held down. */
export function deskKeys(desk: KeyedDesk): Shortcut[] {
  const reading = (): boolean => desk.isReading();
  const key = (id: string, on: string, run: Shortcut['run'], more: Partial<Shortcut> = {}): Shortcut => ({
    id: `screen.${id}`,
    key: on,
    labelKey: `screening.keys.${id}`,
    run,
    when: reading,
    ...more,
  });
  return [
    key('include', 'i', (event) => desk.vote('include', event.timeStamp)),
    key('maybe', 'm', (event) => desk.vote('maybe', event.timeStamp)),
    key('exclude', 'e', (event) => desk.vote('exclude', event.timeStamp)),
    key('reason', '1', (event) => desk.tick(Number(event.key)), { also: DIGITS.slice(1) }),
    key('confirm', 'Enter', () => desk.confirm(), { when: () => desk.isReading() && desk.hasOpen() }),
    key('undo', 'z', (event) => (event.shiftKey ? desk.redo(event.timeStamp) : desk.undo(event.timeStamp)), {
      also: ['u', 'mod+z'],
      when: () => true,
    }),
    key('redo', 'y', (event) => desk.redo(event.timeStamp), { also: ['mod+y'], when: () => true }),
    key('back', 'k', (event) => desk.move(-1, event.timeStamp), { also: ['ArrowLeft'], repeats: true }),
    key('forward', 'j', (event) => desk.move(1, event.timeStamp), { also: ['ArrowRight'], repeats: true }),
    key('note', 'n', () => desk.toNote()),
    key('tags', 't', () => desk.toTags()),
    key('highlights', 'h', (event) => desk.mark(event.shiftKey ? 'exclude' : 'include')),
    key('why', 'w', () => desk.toggleWhy(), { when: () => desk.isReading() && desk.mayAskWhy() }),
    key('focus', 'f', () => desk.toggleFocus(), { when: () => true }),
    key('larger', '+', () => desk.resize(1), { also: ['='], repeats: true }),
    key('smaller', '-', () => desk.resize(-1), { repeats: true }),
    key('close', 'Escape', () => desk.escape(), { when: () => desk.hasOpen() || desk.isFocused }),
  ];
}
