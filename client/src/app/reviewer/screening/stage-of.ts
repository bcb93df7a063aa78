import type { Stage } from '@shared/contracts/stages';

const STORE = 'eh.stage';

/** Stages whose citations are read by title and abstract, pilots on them included. */
export function abstractStages(stages: readonly Stage[]): Stage[] {
  return stages
    .filter(({ kind, sample }) => kind === 'title-abstract' || (kind === 'pilot' && sample?.of === 'title-abstract'))
    .sort((a, b) => a.position - b.position);
}

/** The stage that opens: the one asked for, the one used last, the first open one, else the first. */
export function stageToOpen(stages: readonly Stage[], asked: string | undefined, last: string | null): Stage | null {
  const byId = (id: string | null | undefined): Stage | undefined => stages.find((stage) => stage.id === id);
  const lastOne = byId(last);
  const open = lastOne && !lastOne.closedAt ? lastOne : stages.find(({ closedAt }) => !closedAt);
  return byId(asked) ?? open ?? stages[0] ?? null;
}

export function lastStage(reviewId: string): string | null {
  try {
    return localStorage.getItem(`${STORE}.${reviewId}`);
  } catch {
    return null;
  }
}

export function rememberStage(reviewId: string, stageId: string): void {
  try {
    localStorage.setItem(`${STORE}.${reviewId}`, stageId);
  } catch {
    // The first open stage opens next time.
  }
}
