/**
 * Our own stroke drawings on a 24 × 24 grid, each one path. Circles are two arcs. A shape may have several parts; none is
 * filled, so that all keep one weight beside text.
 */
export const ICONS = {
  // Verdicts and standings: told apart by outline alone.
  include: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12.2l2.8 2.8L16.2 9.4',
  maybe: 'M12 3.2l8.8 8.8l-8.8 8.8L3.2 12zM12 8v5M12 15.8v.2',
  exclude: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8.8 8.8l6.4 6.4M15.2 8.8l-6.4 6.4',
  conflict: 'M3 8h13l-3.5-3.5M21 16H8l3.5 3.5',
  pending: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7.5V12l3 2',
  // Acts.
  add: 'M12 5v14M5 12h14',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  delete: 'M4 7h16M9 7V4.5h6V7M6 7l1 13h10l1-13M10 11v5M14 11v5',
  download: 'M12 4v11M7.5 11L12 15.5L16.5 11M4 20h16',
  edit: 'M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5L17.5 10',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5',
  merge: 'M5 4c0 6 7 5 7 11v5M19 4c0 6-7 5-7 11M8.5 16.5L12 20l3.5-3.5',
  more: 'M5 11.3a.7.7 0 1 0 0 1.4a.7.7 0 1 0 0-1.4M12 11.3a.7.7 0 1 0 0 1.4a.7.7 0 1 0 0-1.4M19 11.3a.7.7 0 1 0 0 1.4a.7.7 0 1 0 0-1.4',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h4',
  open: 'M13 4h7v7M20 4l-9 9M17 14v6H4V7h6',
  redo: 'M20 8H9a5 5 0 0 0 0 10h4M16 4l4 4l-4 4',
  save: 'M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20 20',
  send: 'M4 12L20 4l-5 16l-3.5-6.5zM11.5 13.5L20 4',
  tag: 'M4 4h8l8 8l-8 8l-8-8zM8.2 8.2h.1',
  undo: 'M4 8h11a5 5 0 0 1 0 10h-4M8 4L4 8l4 4',
  upload: 'M12 16V5M7.5 9L12 4.5L16.5 9M4 20h16',
  // Directions and frames.
  back: 'M19 12H5M11 6l-6 6l6 6',
  forward: 'M5 12h14M13 6l6 6l-6 6',
  down: 'M6 9l6 6l6-6',
  up: 'M6 15l6-6l6 6',
  left: 'M15 6l-6 6l6 6',
  right: 'M9 6l6 6l-6 6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  rail: 'M4 5h16v14H4zM9.5 5v14',
  drag: 'M9 5.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2M9 11.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2M9 17.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2M15 5.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2M15 11.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2M15 17.4a.6.6 0 1 0 0 1.2a.6.6 0 1 0 0-1.2',
  // Signs.
  help: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.4v.2',
  info: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.6v.2',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17v.2',
  offline:
    'M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.4M13 9.2a10 10 0 0 1 6 2.8M2.5 8.5a14 14 0 0 1 4-2.6M11 5.1a14 14 0 0 1 10.5 3.4M12 19v.1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v1.5',
  eye: 'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6',
  light:
    'M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  // Places.
  home: 'M4 11l8-7l8 7v9h-5.5v-6h-5v6H4z',
  overview: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  screen: 'M5 3h14v18H5zM8.5 8h7M8.5 12l2 2l4.5-4',
  votes: 'M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M11.5 6.5H20M11.5 12.5H20M11.5 18.5H20',
  'full-text': 'M6 3h8l4 4v14H6zM14 3v4h4M9 11h6M9 14h6M9 17h4',
  protocol: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11M9 8h6',
  team: 'M9 5a3.2 3.2 0 1 0 0 6.4A3.2 3.2 0 1 0 9 5M3 19.5c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M15.5 5.5a3 3 0 0 1 0 5.6M17.5 14.3c2.2.7 3.5 2.5 3.5 5.2',
  stages: 'M4 5h16M6.5 10h11M9 15h6M11 20h2',
  import: 'M4 13v7h16v-7M12 3v11M7.5 9.5L12 14l4.5-4.5',
  duplicates: 'M8 8h12v12H8zM16 8V4H4v12h4M11.5 14h5',
  ledger: 'M6 3h13v18H6zM6 3c-1.5 0-2 1-2 2v14c0 1 .5 2 2 2M10 8h6M10 12h6M10 16h3',
  flow: 'M8 3h8v5H8zM8 16h8v5H8zM12 8v8M12 12h5M17 10h4v4h-4z',
  studies: 'M4 4h4v16H4zM10 4h4v16h-4zM16 5l3.5-.8l3 15l-3.5.8zM4 8h4M10 8h4',
  synthesis: 'M12 3v18M5 7h9M8 12h11M4 17h8M9.5 5.5v3M13 10.5v3M8 15.5v3',
  equity: 'M5 19V9M12 19V9M19 19V9M3 19h18M5 5.5h.1M12 5.5h.1M19 5.5h.1',
  map: 'M4 4h16v16H4zM4 9.3h16M4 14.6h16M9.3 4v16M14.6 4v16',
  checklist: 'M5 4h14v16H5zM8 9l1.3 1.3L11.5 8M8 15l1.3 1.3L11.5 14M14 9.5h2.5M14 15.5h2.5',
  export: 'M12 15V4M8 7.5L12 3.5l4 4M5 11v9h14v-9',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4a2 2 0 1 0 0-4M9 15a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  account: 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  mail: 'M3 6h18v12H3zM3 7l9 6.5L21 7',
  book: 'M12 6.5C10 5 7 4.5 3.5 4.8v14c3.5-.3 6.5.2 8.5 1.7c2-1.5 5-2 8.5-1.7v-14C17 4.5 14 5 12 6.5zM12 6.5v14',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof ICONS;
