/** Builders of protocol documents for specs. */
import { Criterion, emptyProtocol, ExclusionReason, ProtocolDocument } from '../protocol';

/** A small filled document; `patch` replaces whole fields. */
export function aProtocol(patch: Partial<ProtocolDocument> = {}): ProtocolDocument {
  const doc = emptyProtocol('systematic');
  doc.question = 'Do children centres improve the health of young children?';
  doc.criteria = [
    aCriterion('c1', { text: 'Families with a child under five', order: 1 }),
    aCriterion('c2', { text: 'A place-based early-years service', order: 2 }),
    aCriterion('c3', { kind: 'exclusion', text: 'Hospital-based services', order: 3, stage: 'full-text' }),
  ];
  doc.exclusionReasons = [
    aReason('r1', 'Wrong population'),
    aReason('r2', 'Wrong intervention'),
    aReason('r3', 'Wrong design'),
  ];
  doc.outcomes = [
    { id: 'o1', name: 'Hospital admissions', kind: 'primary', measure: 'Routine data', timing: 'To age 5' },
  ];
  doc.equity.definitionOfDisadvantage = 'Most deprived fifth of areas';
  return { ...doc, ...patch };
}

export function aCriterion(id: string, patch: Partial<Criterion> = {}): Criterion {
  return { id, kind: 'inclusion', stage: 'both', text: `Criterion ${id}`, guidance: '', order: 1, ...patch };
}

export function aReason(id: string, label = `Reason ${id}`, patch: Partial<ExclusionReason> = {}): ExclusionReason {
  return { id, label, description: '', stage: 'full-text', ...patch };
}
