import type { Shortcut } from '../../ui/keys';
import type { Verdict } from './conflict-desk';

export interface KeyedConflicts {
  isOpen(): boolean;
  answer(verdict: Verdict): void;
  undo(): void;
  move(by: 1 | -1): void;
  tick(number: number): void;
  toNote(): void;
  toComment(): void;
  read(): void;
}

/** The keys of the conflicts: the same as on the reader's desk wherever they mean the same. */
export function conflictKeys(desk: KeyedConflicts): Shortcut[] {
  const key = (id: string, on: string, run: Shortcut['run'], more: Partial<Shortcut> = {}): Shortcut => ({
    id: `conflicts.${id}`,
    key: on,
    labelKey: `conflicts.keys.${id}`,
    run,
    when: () => desk.isOpen(),
    ...more,
  });
  return [
    key('include', 'i', () => desk.answer('include')),
    key('maybe', 'm', () => desk.answer('maybe')),
    key('exclude', 'e', () => desk.answer('exclude')),
    key('reason', '1', (event) => desk.tick(Number(event.key)), { also: ['2', '3', '4', '5', '6', '7', '8', '9'] }),
    key('undo', 'z', () => desk.undo(), { also: ['u', 'mod+z'], when: () => true }),
    key('back', 'k', () => desk.move(-1), { also: ['ArrowLeft'], repeats: true }),
    key('forward', 'j', () => desk.move(1), { also: ['ArrowRight'], repeats: true }),
    key('note', 'n', () => desk.toNote()),
    key('comment', 'c', () => desk.toComment()),
    key('read', 'r', () => desk.read()),
  ];
}
