import { DestroyRef, Injector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Keys } from './keys';

class Life implements DestroyRef {
  destroyed = false;
  private readonly callbacks: (() => void)[] = [];
  onDestroy(callback: () => void): () => void {
    this.callbacks.push(callback);
    return () => undefined;
  }
  end(): void {
    this.destroyed = true;
    for (const callback of this.callbacks) callback();
  }
}

function press(key: string, options: KeyboardEventInit & { on?: Element } = {}): KeyboardEvent {
  const { on = document.body, ...init } = options;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  on.dispatchEvent(event);
  return event;
}

describe('Keys', () => {
  let keys: Keys;
  let done: string[];
  let life: Life;

  beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = '';
    keys = TestBed.inject(Keys);
    done = [];
    life = new Life();
    keys.bind(
      [
        { id: 's.include', key: 'i', labelKey: 'x', run: () => done.push('include') },
        { id: 's.next', key: 'j', labelKey: 'x', repeats: true, also: ['ArrowDown'], run: () => done.push('next') },
        { id: 's.find', key: 'mod+k', labelKey: 'x', run: () => done.push('find') },
        { id: 's.help', key: '?', labelKey: 'x', run: () => done.push('help') },
        { id: 's.save', key: 'Enter', labelKey: 'x', run: () => done.push('save') },
      ],
      { destroyRef: life },
    );
  });
  afterEach(() => life.end());

  it('runs what is bound and keeps the browser from acting on it', () => {
    expect(press('i').defaultPrevented).toBe(true);
    press('?', { shiftKey: true });
    press('k', { ctrlKey: true });
    press('ArrowDown');
    expect(done).toEqual(['include', 'help', 'find', 'next']);
  });

  it.each([
    ['a text field', '<input>', 'input'],
    ['a search field', '<input type="search">', 'input'],
    ['a text area', '<textarea></textarea>', 'textarea'],
    ['a choice, which jumps to letters', '<select></select>', 'select'],
    ['editable text', '<div contenteditable="true"></div>', 'div'],
    ['a listbox', '<ul role="listbox"><li></li></ul>', 'li'],
  ])('leaves plain keys to %s', (_what, html, selector) => {
    document.body.innerHTML = html;
    press('i', { on: document.querySelector(selector)! });
    expect(done).toEqual([]);
  });

  it('works on a ticked box and keeps modified keys working while typing', () => {
    document.body.innerHTML = '<input type="checkbox"><textarea></textarea>';
    press('i', { on: document.querySelector('input')! });
    press('k', { on: document.querySelector('textarea')!, metaKey: true });
    expect(done).toEqual(['include', 'find']);
  });

  it('leaves Enter to a button that has the focus', () => {
    document.body.innerHTML = '<button></button>';
    press('Enter', { on: document.querySelector('button')! });
    press('Enter');
    expect(done).toEqual(['save']);
  });

  it('ignores composing and, but for moving, a key that is held', () => {
    press('i', { isComposing: true });
    press('i', { repeat: true });
    press('j', { repeat: true });
    expect(done).toEqual(['next']);
  });

  it('lets a later screen win, and gives the key back when it goes', () => {
    const later = new Life();
    keys.bind([{ id: 't.other', key: 'i', labelKey: 'x', run: () => done.push('other') }], { destroyRef: later });
    press('i');
    later.end();
    press('i');
    expect(done).toEqual(['other', 'include']);
  });

  it('gives an open dialog its own keys only', () => {
    document.body.innerHTML = '<div aria-modal="true"></div>';
    press('i');
    expect(done).toEqual([]);
    const dialog = new Life();
    keys.bind([{ id: 'd.yes', key: 'y', labelKey: 'x', run: () => done.push('yes') }], {
      modal: true,
      destroyRef: dialog,
    });
    press('y');
    press('i');
    dialog.end();
    expect(done).toEqual(['yes']);
  });

  it('remaps a key, remembers it, and names a clash', () => {
    expect(keys.clash('s.include', 'j')?.id).toBe('s.next');
    expect(keys.clash('s.include', 'ArrowDown')?.id).toBe('s.next');
    keys.remap('s.include', 'x');
    press('i');
    press('x');
    expect(done).toEqual(['include']);
    expect(JSON.parse(localStorage.getItem('eh.keys')!)).toEqual({ on: true, own: { 's.include': 'x' } });
    keys.remap('s.include', null);
    expect(keys.keyOf('s.include')).toBe('i');
  });

  it('switches single characters off and leaves the other keys', () => {
    keys.switch(false);
    press('i');
    press('?', { shiftKey: true });
    press('ArrowDown');
    press('k', { ctrlKey: true });
    expect(done).toEqual(['next', 'find']);
  });

  it('starts with what was stored, and with the defaults where the store is broken', () => {
    localStorage.setItem('eh.keys', '{"on":false,"own":{"s.include":"q"}}');
    expect(fresh().areOn()).toBe(false);
    localStorage.setItem('eh.keys', 'nonsense');
    expect(fresh().areOn()).toBe(true);
  });

  function fresh(): Keys {
    return runInInjectionContext(TestBed.inject(Injector), () => new Keys());
  }
});
