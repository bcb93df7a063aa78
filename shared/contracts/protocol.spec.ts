import type * as domain from '@shared/domain/protocol/protocol';
import { emptyProtocol, REVIEW_KINDS } from '@shared/domain/protocol/protocol';
import { ProtocolDocument } from './protocol';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

describe('the protocol document in the contract', () => {
  it('has the type of the domain document, in both directions', () => {
    const isSame: Same<ProtocolDocument, domain.ProtocolDocument> = true;
    expect(isSame).toBe(true);
  });

  it.each(REVIEW_KINDS)('takes an empty %s protocol as it is', (kind) => {
    expect(ProtocolDocument.parse(emptyProtocol(kind))).toEqual(emptyProtocol(kind));
  });

  it('refuses a field that no version knows', () => {
    expect(ProtocolDocument.safeParse({ ...emptyProtocol('rapid'), mood: 'hopeful' }).success).toBe(false);
  });

  it('keeps blanks at the ends of texts, so that a draft comes back as it was typed', () => {
    const typed = { ...emptyProtocol('rapid'), question: 'Does it ' };
    expect(ProtocolDocument.parse(typed).question).toBe('Does it ');
  });
});
