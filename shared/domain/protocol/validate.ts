/**
 * What is wrong with a protocol document, each problem with its place, cause and remedy.
 *
 * Errors would make decisions ambiguous (an id twice, two reasons of one name, a criterion that both includes and
 * excludes) and bar a version from being saved. Warnings are gaps that a registry or a peer reviewer would ask about;
 * a version may be saved with them, because a protocol is also written step by step.
 */
import {
  comparable,
  error,
  idProblems,
  isBlank,
  listProblems,
  overlap,
  ProtocolProblem,
  repeats,
  warning,
} from './problems';
import {
  EquityPlan,
  ExclusionReason,
  FRAMES,
  HighlightKeywords,
  ProtocolDocument,
  Criterion,
  STOPPING_RANGE,
  StoppingTarget,
  stoppingTarget,
} from './protocol';

export type { ProtocolProblem } from './problems';

/** All problems, errors first, otherwise in document order. */
export function validateProtocol(doc: ProtocolDocument): ProtocolProblem[] {
  const problems = [
    ...questionProblems(doc),
    ...listProblems('objectives', doc.objectives, 'text', 'objective'),
    ...listProblems('criteria', doc.criteria, 'text', 'criterion'),
    ...criteriaProblems(doc.criteria),
    ...listProblems('exclusionReasons', doc.exclusionReasons, 'label', 'exclusion reason'),
    ...reasonProblems(doc.exclusionReasons),
    ...listProblems('outcomes', doc.outcomes, 'name', 'outcome'),
    ...outcomeProblems(doc),
    ...equityProblems(doc.equity),
    ...listProblems('searchPlan.sources', doc.searchPlan.sources, 'name', 'source'),
    ...stoppingProblems(stoppingTarget(doc)),
    ...registrationProblems(doc),
    ...keywordProblems(doc.keywords),
  ];
  return [
    ...problems.filter((problem) => problem.severity === 'error'),
    ...problems.filter((problem) => problem.severity === 'warning'),
  ];
}

function questionProblems(doc: ProtocolDocument): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  if (isBlank(doc.question)) {
    problems.push(warning('no_question', 'question', 'The review question is empty.', 'State it in one sentence.'));
  }
  const { kind, parts } = doc.frame;
  problems.push(
    ...idProblems(
      'frame.parts',
      parts.map((part) => part.key),
      'key',
      'part of the frame',
    ),
  );
  parts.forEach((part, at) => {
    if (isBlank(part.label)) {
      problems.push(
        error('empty_label', `frame.parts.${at}.label`, 'This part of the frame has no name.', 'Name it or remove it.'),
      );
    }
  });
  if (kind === 'free') return problems;
  const wanted = FRAMES[kind].parts;
  for (const { key, label } of wanted) {
    if (!parts.some((part) => part.key === key)) {
      problems.push(
        error(
          'frame_part_missing',
          'frame.parts',
          `${kind} asks for "${label}".`,
          'Add the part, or choose another frame.',
          { frame: kind, part: label },
        ),
      );
    }
  }
  parts.forEach((part, at) => {
    if (!isBlank(part.key) && !wanted.some(({ key }) => key === part.key)) {
      problems.push(
        error(
          'frame_part_unknown',
          `frame.parts.${at}.key`,
          `${kind} has no part "${part.key}".`,
          'Move its text to a part of the frame, or choose the free frame.',
          { frame: kind, part: part.key },
        ),
      );
    }
  });
  return problems;
}

function criteriaProblems(criteria: readonly Criterion[]): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  criteria.forEach((criterion, at) => {
    if (!Number.isFinite(criterion.order)) {
      problems.push(
        error(
          'order_not_a_number',
          `criteria.${at}.order`,
          'The place of this criterion is not a number.',
          'Number it.',
        ),
      );
    }
  });
  const isSame = (a: Criterion, b: Criterion): boolean =>
    !isBlank(a.text) && comparable(a.text) === comparable(b.text) && overlap(a.stage, b.stage);
  for (const [earlier, at] of repeats(criteria, isSame)) {
    const contradicts = criteria[earlier]?.kind !== criteria[at]?.kind;
    problems.push(
      contradicts
        ? error(
            'criterion_contradicts',
            `criteria.${at}.text`,
            `The same words both include and exclude (criterion ${earlier + 1}).`,
            'Reword one so that a report can meet only one of them.',
            { number: earlier + 1 },
          )
        : error(
            'same_criterion',
            `criteria.${at}.text`,
            `Criterion ${earlier + 1} says the same at the same stage.`,
            'Remove one, or say what sets them apart.',
            { number: earlier + 1 },
          ),
    );
  }
  if (!criteria.some((criterion) => criterion.kind === 'inclusion')) {
    problems.push(
      warning('no_inclusion_criteria', 'criteria', 'No inclusion criterion is stated.', 'Say what a study must have.'),
    );
  }
  return problems;
}

function reasonProblems(reasons: readonly ExclusionReason[]): ProtocolProblem[] {
  const isSame = (a: ExclusionReason, b: ExclusionReason): boolean =>
    !isBlank(a.label) && comparable(a.label) === comparable(b.label) && overlap(a.stage, b.stage);
  const problems = repeats(reasons, isSame).map(([earlier, at]) =>
    error(
      'same_reason',
      `exclusionReasons.${at}.label`,
      `"${reasons[at]?.label ?? ''}" has the label of reason ${earlier + 1} at the same stage.`,
      'Remove one or rename it: the flow diagram would print two boxes of one name.',
      { label: reasons[at]?.label ?? '', number: earlier + 1 },
    ),
  );
  if (!reasons.some((reason) => reason.stage !== 'title-abstract')) {
    problems.push(
      warning(
        'no_full_text_reasons',
        'exclusionReasons',
        'No exclusion reason applies at full text.',
        'List the reasons in the order they are checked; PRISMA asks for one per excluded report.',
      ),
    );
  }
  return problems;
}

function outcomeProblems(doc: ProtocolDocument): ProtocolProblem[] {
  const problems = repeats(
    doc.outcomes,
    (a, b) =>
      !isBlank(a.name) &&
      comparable(a.name) === comparable(b.name) &&
      comparable(a.measure) === comparable(b.measure) &&
      comparable(a.timing) === comparable(b.timing),
  ).map(([earlier, at]) =>
    error(
      'same_outcome',
      `outcomes.${at}.name`,
      `Outcome ${earlier + 1} has the same name, measure and timing.`,
      'Remove one, or say how they differ.',
      { number: earlier + 1 },
    ),
  );
  if (doc.outcomes.length > 0 && !doc.outcomes.some((outcome) => outcome.kind === 'primary')) {
    problems.push(
      warning('no_primary_outcome', 'outcomes', 'No outcome is primary.', 'Say which outcome answers the question.'),
    );
  }
  return problems;
}

function equityProblems(equity: EquityPlan): ProtocolProblem[] {
  const problems = idProblems(
    'equity.dimensions',
    equity.dimensions.map(({ key }) => key),
    'key',
    'equity dimension',
  );
  equity.dimensions.forEach((dimension, at) => {
    if (isBlank(dimension.label)) {
      problems.push(
        error(
          'empty_label',
          `equity.dimensions.${at}.label`,
          'This equity dimension has no name.',
          'Name it or remove it.',
        ),
      );
    } else if (dimension.ofInterest && isBlank(dimension.howDefined)) {
      problems.push(
        warning(
          'dimension_not_defined',
          `equity.dimensions.${at}.howDefined`,
          `"${dimension.label}" is of interest, but not how disadvantage is recognised.`,
          'Name the measure and the groups compared.',
          { label: dimension.label },
        ),
      );
    }
  });
  if (isBlank(equity.definitionOfDisadvantage)) {
    problems.push(
      warning(
        'disadvantage_not_defined',
        'equity.definitionOfDisadvantage',
        'Disadvantage is not defined.',
        'Say who counts as disadvantaged here, or that equity is not examined and why.',
      ),
    );
  }
  return problems;
}

function stoppingProblems(target: StoppingTarget | null): ProtocolProblem[] {
  const { least, most } = STOPPING_RANGE;
  return (['recall', 'confidence'] as const).flatMap((which) => {
    const share = target?.[which];
    if (share === undefined || (share >= least && share <= most)) return [];
    return [
      error(
        'stopping_out_of_range',
        `analysisPlan.stopping.${which}`,
        `A ${which} of ${Number((share * 100).toFixed(2))} % is no target.`,
        'State it between 50 and 99.9 %, or leave both fields empty.',
      ),
    ];
  });
}

function registrationProblems({ registration }: ProtocolDocument): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  if (!isBlank(registration.url) && !/^https?:\/\/[^\s/]+\S*$/i.test(registration.url.trim())) {
    problems.push(
      error(
        'address_not_web',
        'registration.url',
        'The registration address is not a web address.',
        'Write it in full, beginning with https://.',
      ),
    );
  }
  if (!isBlank(registration.id) && isBlank(registration.registry)) {
    problems.push(
      warning('registry_not_named', 'registration.registry', 'A number without its registry.', 'Name the registry.'),
    );
  }
  return problems;
}

function keywordProblems(keywords: HighlightKeywords): ProtocolProblem[] {
  const problems: ProtocolProblem[] = [];
  const seen = new Map<string, string>();
  for (const list of ['include', 'exclude', 'neutral'] as const) {
    keywords[list].forEach((word, at) => {
      const path = `keywords.${list}.${at}`;
      const key = comparable(word);
      if (key === '' || key === '*') {
        problems.push(error('empty_keyword', path, 'An empty word would mark nothing or everything.', 'Remove it.'));
        return;
      }
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, list);
      else {
        problems.push(
          warning(
            'keyword_twice',
            path,
            earlier === list ? `"${word}" is listed twice.` : `"${word}" is also in the ${earlier} list.`,
            'Keep it in one list only.',
            { word },
          ),
        );
      }
    });
  }
  return problems;
}
