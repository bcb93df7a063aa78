import { Foundation1700000000001 } from './0001-foundation';
import { Screening1700000000002 } from './0002-screening';
import { Reading1700000000003 } from './0003-reading';
import { ProtocolDraft1700000000004 } from './0004-protocol-draft';
import { Jobs1700000000010 } from './0010-jobs';
import { Imports1700000000011 } from './0011-imports';
import { Duplicates1700000000012 } from './0012-duplicates';
import { People1700000000020 } from './0020-people';
import { Flow1700000000030 } from './0030-flow';
import { FullTexts1700000000040 } from './0040-full-texts';
import { Studies1700000000041 } from './0041-studies';
import { TextIndex1700000000050 } from './0050-text-index';
import { PlaceCounts1700000000051 } from './0051-place-counts';
import { Quotations1700000000052 } from './0052-quotations';
import { StageStop1700000000060 } from './0060-stage-stop';
import { DecisionWork1700000000061 } from './0061-decision-work';
import { ImportedJudgements1700000000062 } from './0062-imported-judgements';
import { HandedOut1700000000070 } from './0070-handed-out';
import { ProblemWording1700000000071 } from './0071-problem-wording';
import { ReportUses1700000000080 } from './0080-report-uses';
import { LinkedRecords1700000000081 } from './0081-linked-records';
import { Corrections1700000000082 } from './0082-corrections';
import { MergedViews1700000000083 } from './0083-merged-views';
import { LinkDirection1700000000084 } from './0084-link-direction';

/** All migrations, in the order they run. Released ones are never edited. */
export const migrations = [
  Foundation1700000000001,
  Screening1700000000002,
  Reading1700000000003,
  ProtocolDraft1700000000004,
  Jobs1700000000010,
  Imports1700000000011,
  Duplicates1700000000012,
  People1700000000020,
  Flow1700000000030,
  FullTexts1700000000040,
  Studies1700000000041,
  TextIndex1700000000050,
  PlaceCounts1700000000051,
  Quotations1700000000052,
  StageStop1700000000060,
  DecisionWork1700000000061,
  ImportedJudgements1700000000062,
  HandedOut1700000000070,
  ProblemWording1700000000071,
  ReportUses1700000000080,
  LinkedRecords1700000000081,
  Corrections1700000000082,
  MergedViews1700000000083,
  LinkDirection1700000000084,
];
