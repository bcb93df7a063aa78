/** Reading and writing of bibliographic files: everything other areas need. */
export { collected, parseReferences, parseText, readReferences, readSheet, readTable } from './parse';
export type { ReadOptions } from './parse';
export { toBibtex } from './formats/bibtex-writer';
export { toCslJson } from './formats/csl-writer';
export { toEndnoteXml } from './formats/endnote-xml-writer';
export { toNbib } from './formats/nbib-writer';
export { toRis } from './formats/ris-writer';
export { toCovidenceCsv, toRayyanCsv } from './formats/screening-tools-writer';
export { tableRows, TABLE_COLUMNS, toCsv } from './formats/table-writer';
export type { TableOptions } from './formats/table-writer';
export type { Exported, Labels } from './own-notes';
