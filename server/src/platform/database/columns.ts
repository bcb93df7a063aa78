import type { TableColumnOptions } from 'typeorm';

/** Column shorthands for migrations: the types that mean the same on SQLite and on PostgreSQL. */
export const id = (name: string, extra: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '64',
  isNullable: false,
  ...extra,
});
export const key = (name = 'id'): TableColumnOptions => id(name, { isPrimary: true });
export const instant = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '24',
  isNullable,
});
export const short = (name: string, isNullable = false, length = 255): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
export const text = (name: string, isNullable = false): TableColumnOptions => ({ name, type: 'text', isNullable });
export const integer = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'integer',
  isNullable,
});
export const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean', isNullable: false });
