const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder. Check the path',
  EISDIR: 'it is a folder. Name a file',
  ENOTDIR: 'a part of the path is a file, not a folder. Check the path',
  EACCES: 'permission is denied. Run this as a user who may, or change the permissions',
  EPERM: 'permission is denied. Run this as a user who may, or change the permissions',
  EROFS: 'it lies on a disk that cannot be written to. Choose another place',
  ENOSPC: 'the disk is full. Make room and run this again',
  EEXIST: 'it exists already. Name another',
  ENAMETOOLONG: 'the name is too long. Choose a shorter one',
};

/**
 * A fault of the file system as a sentence with place, cause and remedy; null for any other fault. `named` are the paths of
 * the command line: reading a folder as a file fails without saying which.
 */
export function systemFault(error: unknown, named: readonly string[]): string | null {
  const { code, path, syscall } = error as { code?: string; path?: string; syscall?: string };
  const cause = code === undefined || syscall === undefined ? undefined : CAUSES[code];
  return cause === undefined ? null : `${path ?? (named.join(', ') || 'a file')}: ${cause}.`;
}
