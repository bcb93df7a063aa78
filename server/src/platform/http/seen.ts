import { canonical } from '@shared/domain/ledger/canonical';
import { Refusal } from '@shared/domain/refusal';

/**
 * Refuses a change of something shared that somebody else changed in the meantime: whoever sets it says what they saw.
 * What they saw is compared whole, not by a counter, so that a script can say it too and a change back hurts nobody.
 *
 * @param what what was to be set, as it begins a sentence: `The rule of “Titles”`
 * @throws Refusal `changed_meanwhile` (409), with `now` as it stands
 */
export function assertSeen(what: string, seen: unknown, now: unknown): void {
  if (canonical(seen) === canonical(now)) return;
  throw new Refusal(
    'changed_meanwhile',
    `${what} was changed since you read it. Nothing was overwritten: look at what stands now, then set yours if it still holds.`,
    409,
    { what, now },
  );
}
