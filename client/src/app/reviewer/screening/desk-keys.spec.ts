import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Keys } from '../../ui/keys';
import { deskKeys, type KeyedDesk } from './desk-keys';

describe('the keys of the desk', () => {
  let said: string[];
  let isRanked: boolean;
  const desk: KeyedDesk = {
    isReading: () => true,
    hasOpen: () => false,
    isFocused: false,
    vote: (verdict) => said.push(verdict),
    confirm: () => said.push('confirm'),
    undo: () => said.push('undo'),
    redo: () => said.push('redo'),
    move: (by) => said.push(`move ${by}`),
    tick: (number) => said.push(`tick ${number}`),
    toNote: () => said.push('note'),
    toTags: () => said.push('tags'),
    mark: (list) => said.push(`mark ${list}`),
    mayAskWhy: () => isRanked,
    toggleWhy: () => said.push('why'),
    toggleFocus: () => said.push('focus'),
    resize: (by) => said.push(`resize ${by}`),
    escape: () => said.push('escape'),
  };
  const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): boolean =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  beforeEach(() => {
    localStorage.clear();
    said = [];
    isRanked = true;
    TestBed.inject(Keys).bind(deskKeys(desk), { destroyRef: TestBed.inject(DestroyRef) });
  });

  it.each([
    ['i', {}, 'include'],
    ['m', {}, 'maybe'],
    ['e', {}, 'exclude'],
    ['E', {}, 'exclude'],
    ['3', {}, 'tick 3'],
    ['9', {}, 'tick 9'],
    ['z', {}, 'undo'],
    ['u', {}, 'undo'],
    ['Z', { shiftKey: true }, 'redo'],
    ['z', { ctrlKey: true }, 'undo'],
    ['y', {}, 'redo'],
    ['k', {}, 'move -1'],
    ['ArrowRight', {}, 'move 1'],
    ['h', {}, 'mark include'],
    ['H', { shiftKey: true }, 'mark exclude'],
    ['w', {}, 'why'],
    ['+', {}, 'resize 1'],
  ] as const)('%s %j means %s', (key, more, expected) => {
    press(key, more);
    expect(said).toEqual([expected]);
  });

  it.each([
    ['a held key', 'i', { repeat: true }],
    ['an input method that composes', 'i', { isComposing: true }],
    ['a browser shortcut', 'i', { ctrlKey: true }],
    ['a letter of another layout', 'ш', {}],
    ['Enter with nothing to confirm', 'Enter', {}],
  ] as const)('%s casts no vote', (_why, key, more) => {
    press(key, more);
    expect(said).toEqual([]);
  });

  it('no reason is asked for where no model orders the records', () => {
    isRanked = false;
    press('w');
    expect(said).toEqual([]);
  });

  it('typing a note casts no vote', () => {
    const note = document.body.appendChild(document.createElement('textarea'));
    for (const key of 'include me') press(key, {}, note);
    note.remove();
    expect(said).toEqual([]);
  });

  it('keys that are switched off do nothing, and a remapped one moves', () => {
    const keys = TestBed.inject(Keys);
    keys.remap('screen.include', 'r');
    press('i');
    press('r');
    keys.switch(false);
    press('r');
    expect(said).toEqual(['include']);
  });
});
