import { TestBed } from '@angular/core/testing';
import { Connection } from './connection';

describe('what is said of acts that wait', () => {
  let connection: Connection;
  const set = (waiting: number): void => {
    connection.waiting.set(waiting);
    TestBed.tick();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    connection = TestBed.inject(Connection);
    TestBed.tick();
  });
  afterEach(() => jest.useRealTimers());

  it('nothing while each is sent at once', () => {
    for (let i = 0; i < 5; i++) {
      set(1);
      jest.advanceTimersByTime(1000);
      set(0);
    }
    jest.advanceTimersByTime(10_000);
    expect(connection.isSlow()).toBe(false);
  });

  it('a word once some have waited for a while, also while more come; none once they are sent', () => {
    for (const waiting of [1, 2, 3, 4]) {
      set(waiting);
      jest.advanceTimersByTime(1000);
    }
    expect(connection.isSlow()).toBe(true);
    set(0);
    expect(connection.isSlow()).toBe(false);
  });
});
