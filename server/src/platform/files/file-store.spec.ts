import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore } from './file-store';
import { downloadHeaders, shownName } from './upload-stream';

describe('FileStore', () => {
  let folder: string;
  let store: FileStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenhand-files-'));
    store = new FileStore({ DATA: folder });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const incoming = () => readdirSync(join(folder, 'files', 'incoming'));
  const put = (content: string, options = {}) =>
    store.put(Readable.from([Buffer.from(content)]), { maxBytes: 100, ...options });

  it('names a file by its content and keeps the same content once', async () => {
    const sha256 = createHash('sha256').update('hello').digest('hex');
    expect(await put('hello')).toEqual({ sha256, bytes: 5 });
    expect(await put('hello')).toEqual({ sha256, bytes: 5 });
    expect(await store.exists(sha256)).toBe(true);
    expect(Buffer.concat(await store.read(sha256).toArray()).toString()).toBe('hello');
    expect(Buffer.concat(await store.read(sha256, { start: 1, end: 2 }).toArray()).toString()).toBe('el');
    expect(incoming()).toEqual([]);
  });

  it.each([
    ['declares too much', 'x', { declaredBytes: 101 }, 'too_large'],
    ['turns out too long', 'x'.repeat(101), {}, 'too_large'],
    ['is empty', '', {}, 'upload_empty'],
    ['is shorter than it declared', 'abc', { declaredBytes: 4 }, 'upload_cut'],
  ])('a stream that %s leaves nothing behind', async (_why, content, options, code) => {
    await expect(put(content, options)).rejects.toMatchObject({ code });
    expect(incoming()).toEqual([]);
  });

  it('a stream that breaks off leaves nothing behind', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('half');
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(store.put(broken, { maxBytes: 100 })).rejects.toMatchObject({ code: 'upload_cut' });
    expect(incoming()).toEqual([]);
  });

  it.each(['../../etc/passwd', '', 'A'.repeat(64)])('%j is not a name in the store', (name) => {
    expect(() => store.pathOf(name)).toThrow(RangeError);
  });
});

describe('shownName', () => {
  it.each([
    ['a path', '../../etc/x.pdf', 'x.pdf'],
    ['a Windows path', 'C:\\Users\\me\\x.ris', 'x.ris'],
    ['control and direction characters', 'a\u0000b\u202Ec.ris', 'abc.ris'],
    ['nothing but dots', '...', 'file'],
    ['nothing', '', 'file'],
    ['300 characters', 'x'.repeat(300), 'x'.repeat(200)],
    ['a name in another script', '検索結果.ris', '検索結果.ris'],
  ])('%s', (_why, given, shown) => {
    expect(shownName(given, 'file')).toBe(shown);
  });
});

describe('downloadHeaders', () => {
  it('cannot be broken out of by a name', () => {
    const header = downloadHeaders('a"; filename="b.html\r\nX: 1')['Content-Disposition'] ?? '';
    expect(header).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w%.~-]+$/);
  });
});
