import { TestApp } from '../../testing/app';
import { aProtocol } from '../../testing/records';
import { putRows } from '../platform/database/rows';
import { reasonOrder } from './reason-order';

describe('the order of reasons', () => {
  it('is that of the version that stands, not of one that was published and rolled back', async () => {
    const app = await TestApp.start();
    const publish = (reversed: boolean) =>
      app.database.transaction(async ({ manager }) => {
        const document = aProtocol();
        if (reversed) document.exclusionReasons.reverse();
        const at = '2026-01-05T09:00:00.000Z';
        const row = {
          review_id: 'r',
          version: 1,
          reason: null,
          document: JSON.stringify(document),
          member_id: 'm',
          at,
        };
        await putRows(manager, 'protocol_version', [row]);
        const order = await reasonOrder(manager, 'r', 1);
        if (reversed) throw new Error(order.join(' '));
        return order;
      });
    const reversed = 'wrong-outcome wrong-design wrong-population';
    await expect(publish(true)).rejects.toThrow(reversed);
    expect((await publish(false)).join(' ')).toBe('wrong-population wrong-design wrong-outcome');
    await app.stop();
  });
});
