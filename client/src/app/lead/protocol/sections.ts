/** The parts of the editor in reading order, with the places of the document that each holds. */
export interface EditorSection {
  key: string;
  /** Beginnings of paths. */
  paths: readonly string[];
}

export const EDITOR_SECTIONS: readonly EditorSection[] = [
  { key: 'question', paths: ['reviewKind', 'question', 'frame'] },
  { key: 'introduction', paths: ['background', 'rationale', 'updateOf'] },
  { key: 'objectives', paths: ['objectives'] },
  { key: 'criteria', paths: ['criteria'] },
  { key: 'exclusionReasons', paths: ['exclusionReasons'] },
  { key: 'outcomes', paths: ['outcomes'] },
  { key: 'equity', paths: ['equity'] },
  { key: 'searchPlan', paths: ['searchPlan'] },
  { key: 'analysisPlan', paths: ['analysisPlan'] },
  { key: 'administration', paths: ['registration', 'contributions', 'amendmentPlan', 'support'] },
  { key: 'keywords', paths: ['keywords'] },
];

/** Which section a place of the document is in. */
export function sectionOf(path: string): string {
  const first = path.split('.')[0] ?? '';
  return EDITOR_SECTIONS.find((section) => section.paths.includes(first))?.key ?? 'question';
}

export interface TextField {
  path: string;
  lines: number;
}

/** Sections that are nothing but texts. */
export const TEXT_SECTIONS: Readonly<Record<'introduction' | 'analysisPlan' | 'administration', readonly TextField[]>> =
  {
    introduction: [
      { path: 'background', lines: 5 },
      { path: 'rationale', lines: 5 },
      { path: 'updateOf', lines: 2 },
    ],
    analysisPlan: [
      { path: 'analysisPlan.dataManagement', lines: 2 },
      { path: 'analysisPlan.screening', lines: 3 },
      { path: 'analysisPlan.extraction', lines: 3 },
      { path: 'analysisPlan.dataItems', lines: 3 },
      { path: 'analysisPlan.riskOfBias', lines: 3 },
      { path: 'analysisPlan.synthesisCriteria', lines: 3 },
      { path: 'analysisPlan.synthesis', lines: 4 },
      { path: 'analysisPlan.additionalAnalyses', lines: 3 },
      { path: 'analysisPlan.withoutMetaAnalysis', lines: 3 },
      { path: 'analysisPlan.reportingBias', lines: 2 },
      { path: 'analysisPlan.certainty', lines: 2 },
    ],
    administration: [
      { path: 'registration.registry', lines: 1 },
      { path: 'registration.id', lines: 1 },
      { path: 'registration.url', lines: 1 },
      { path: 'contributions', lines: 3 },
      { path: 'amendmentPlan', lines: 3 },
      { path: 'support.sources', lines: 2 },
      { path: 'support.sponsor', lines: 2 },
      { path: 'support.roleOfFunder', lines: 2 },
    ],
  };
