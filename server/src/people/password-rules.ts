import { Refusal } from '@shared/domain/refusal';
import { weaknessOf } from './guessable';

const WHY = {
  common: 'This password is among those that are tried first: common words, names, years or keys in a row.',
  repeated: 'This password is something short said over again, which is quickly guessed.',
  context: 'This password is made of your name, your address, a review or this product, which is tried first.',
} as const;

/** @throws Refusal when the password is easy to guess for someone who knows these things about the person */
export function assertHardToGuess(password: string, context: readonly string[]): void {
  const weakness = weaknessOf(password, ['Evenhand', ...context]);
  if (!weakness) return;
  const remedy = 'Choose another one, such as four or five words that have nothing to do with each other.';
  throw new Refusal('guessable_password', `${WHY[weakness]} ${remedy}`, 422, { weakness });
}
