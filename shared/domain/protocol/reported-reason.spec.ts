import { reportedReason } from './reported-reason';
import { aProtocol } from './testing/a-protocol';

describe('the reported reason', () => {
  const protocol = aProtocol();

  it.each<[string[], string | null, string]>([
    [['r3', 'r1'], 'r1', 'the first in protocol order, not the first ticked'],
    [['r2'], 'r2', 'the only one'],
    [['gone', 'r3'], 'r3', 'a reason that this version dropped is passed over'],
    [['gone'], null, 'none that is known'],
    [[], null, 'none ticked'],
  ])('of %j is %s: %s', (ticked, id) => {
    expect(reportedReason(ticked, protocol)?.id ?? null).toBe(id);
  });
});
