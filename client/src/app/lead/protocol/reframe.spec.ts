import { emptyFrame } from '@shared/domain/protocol/protocol';
import { reframed } from './reframe';

const pico = {
  ...emptyFrame('PICO'),
  parts: emptyFrame('PICO').parts.map((part) => ({ ...part, text: `${part.key} text` })),
};
const textOf = (frame: ReturnType<typeof reframed>, key: string) => frame.parts.find((part) => part.key === key)?.text;

describe('the same question in another frame', () => {
  it('keeps the texts of the parts both frames have', () => {
    const picos = reframed(pico, 'PICOS');
    expect(textOf(picos, 'intervention')).toBe('intervention text');
    expect(textOf(picos, 'study-designs')).toBe('');
  });

  it('moves a text without a place of its own into the first part, under its name', () => {
    const peco = reframed(pico, 'PECO');
    expect(textOf(peco, 'population')).toBe('population text\nIntervention: intervention text');
    expect(textOf(peco, 'outcomes')).toBe('outcomes text');
  });

  it('takes every written part into the free frame', () => {
    expect(reframed(pico, 'free').parts).toEqual(pico.parts);
    expect(reframed(emptyFrame('PICO'), 'free').parts).toEqual([]);
  });
});
