import { type FrameKind, FRAMES } from '@shared/domain/protocol/frames';
import { emptyFrame, type ProtocolFrame } from '@shared/domain/protocol/protocol';

/**
 * The same texts in another frame. Parts of one key keep their text; a text without a part of its own there moves, under
 * its old name, into the first part, so that nothing typed is lost. The free frame takes every part as it is.
 */
export function reframed(before: ProtocolFrame, kind: FrameKind): ProtocolFrame {
  const written = before.parts.filter((part) => part.text.trim() !== '');
  if (kind === 'free') return { kind, parts: written };
  const parts = emptyFrame(kind).parts.map((part) => ({
    ...part,
    text: before.parts.find((old) => old.key === part.key)?.text ?? '',
  }));
  const homeless = written.filter((old) => !FRAMES[kind].parts.some((part) => part.key === old.key));
  const [first, ...others] = parts;
  if (!first || homeless.length === 0) return { kind, parts };
  const text = [first.text, ...homeless.map((old) => `${old.label}: ${old.text}`)]
    .filter((one) => one !== '')
    .join('\n');
  return { kind, parts: [{ ...first, text }, ...others] };
}
