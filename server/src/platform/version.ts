/** The release this build belongs to; the same as in package.json (a spec compares). */
export const VERSION = '0.1.0';
