/**
 * Question frames and their named parts.
 *
 * PICO/PICOS: interventions; PECO: exposures; PCC: scoping reviews and maps (JBI); SPIDER: qualitative and mixed
 * methods (Cooke, Smith & Booth 2012, doi:10.1177/1049732312452938). `free` has whatever parts its writer names.
 */
export type FrameKind = 'PICO' | 'PICOS' | 'PECO' | 'PCC' | 'SPIDER' | 'free';

export interface FramePartDefinition {
  key: string;
  label: string;
  /** What belongs in the part, as a prompt. */
  hint: string;
}

export interface FrameDefinition {
  kind: FrameKind;
  label: string;
  parts: readonly FramePartDefinition[];
}

const population = { key: 'population', label: 'Population', hint: 'Who is studied, and who is left out' };
const intervention = { key: 'intervention', label: 'Intervention', hint: 'What is done, by whom, where, how long' };
const comparator = { key: 'comparator', label: 'Comparator', hint: 'Nothing, usual care, or another intervention' };
const outcomes = { key: 'outcomes', label: 'Outcomes', hint: 'What is measured, and whether it decides eligibility' };
const designs = { key: 'study-designs', label: 'Study designs', hint: 'Designs that can answer the question, and why' };

export const FRAMES: Readonly<Record<FrameKind, FrameDefinition>> = {
  PICO: {
    kind: 'PICO',
    label: 'PICO: population, intervention, comparator, outcomes',
    parts: [population, intervention, comparator, outcomes],
  },
  PICOS: {
    kind: 'PICOS',
    label: 'PICOS: PICO with study designs',
    parts: [population, intervention, comparator, outcomes, designs],
  },
  PECO: {
    kind: 'PECO',
    label: 'PECO: population, exposure, comparator, outcomes',
    parts: [
      population,
      { key: 'exposure', label: 'Exposure', hint: 'What people are exposed to, how much and for how long' },
      comparator,
      outcomes,
    ],
  },
  PCC: {
    kind: 'PCC',
    label: 'PCC: population, concept, context',
    parts: [
      population,
      { key: 'concept', label: 'Concept', hint: 'The idea, intervention or phenomenon that is mapped' },
      { key: 'context', label: 'Context', hint: 'Place, setting, system, period' },
    ],
  },
  SPIDER: {
    kind: 'SPIDER',
    label: 'SPIDER: sample, phenomenon of interest, design, evaluation, research type',
    parts: [
      { key: 'sample', label: 'Sample', hint: 'Whose accounts are sought' },
      { key: 'phenomenon', label: 'Phenomenon of interest', hint: 'The experience or behaviour to understand' },
      { key: 'design', label: 'Design', hint: 'Interviews, focus groups, observation, survey' },
      { key: 'evaluation', label: 'Evaluation', hint: 'Views, meanings, attitudes, satisfaction' },
      { key: 'research-type', label: 'Research type', hint: 'Qualitative, quantitative or mixed methods' },
    ],
  },
  free: { kind: 'free', label: 'Free: parts of your own', parts: [] },
};

export const FRAME_KINDS: readonly FrameKind[] = ['PICO', 'PICOS', 'PECO', 'PCC', 'SPIDER', 'free'];
