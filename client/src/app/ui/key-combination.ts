/**
 * What was pressed, as shortcuts write it: `i`, `?`, `Enter`, `mod+k`, `shift+ArrowDown`. `mod` is Ctrl, or Cmd on a Mac.
 * Shift is part of the name only for keys that print nothing: `?` is `?` wherever it lies on the keyboard.
 */
export function combinationOf(event: KeyboardEvent): string {
  const printable = [...event.key].length === 1;
  const key = event.key === ' ' ? 'Space' : printable ? event.key.toLowerCase() : event.key;
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && !(printable && event.key !== ' ') ? 'shift' : '',
    key,
  ];
  return parts.filter(Boolean).join('+');
}

/** Whether the combination is a lone character, which WCAG 2.1.4 asks to be remappable and switchable. */
export function isSingleCharacter(combination: string): boolean {
  return [...combination].length === 1;
}

/** The parts of a combination as people read them. */
export function partsOf(combination: string, isMac: boolean): string[] {
  if (combination === '+') return ['+'];
  return combination.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl';
    return NAMES[part] ?? ([...part].length === 1 ? part.toUpperCase() : part);
  });
}

const NAMES: Readonly<Record<string, string>> = {
  alt: 'Alt',
  shift: '⇧',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
};

/** Whether a key pressed there is text or a choice for the element itself, and no shortcut. */
export function isTypingPlace(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"]')) return true;
  if (target.closest('[role="textbox"], [role="combobox"], [role="listbox"], [role="menu"]')) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'reset', 'file'].includes(target.type)
  );
}

/** Whether Enter and Space already mean something there. */
export function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'a[href], button, summary, input, [role="button"], [role="tab"], [role="checkbox"], [role="option"]',
    ) !== null
  );
}
