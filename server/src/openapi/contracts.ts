import * as basics from '@shared/contracts/basics';
import * as duplicates from '@shared/contracts/duplicates';
import * as exportFiles from '@shared/contracts/exports';
import * as flow from '@shared/contracts/flow';
import * as flowLinks from '@shared/contracts/flow-links';
import * as fullTexts from '@shared/contracts/full-texts';
import * as imports from '@shared/contracts/imports';
import * as judgements from '@shared/contracts/judgements';
import * as jobs from '@shared/contracts/jobs';
import * as overview from '@shared/contracts/overview';
import * as people from '@shared/contracts/people';
import * as practice from '@shared/contracts/practice';
import * as problem from '@shared/contracts/problem';
import * as protocol from '@shared/contracts/protocol';
import * as ranking from '@shared/contracts/ranking';
import * as recordFormats from '@shared/contracts/record-formats';
import * as records from '@shared/contracts/records';
import * as reviews from '@shared/contracts/reviews';
import * as screening from '@shared/contracts/screening';
import * as searches from '@shared/contracts/searches';
import * as session from '@shared/contracts/session';
import * as stages from '@shared/contracts/stages';
import * as studies from '@shared/contracts/studies';
import * as team from '@shared/contracts/team';

/**
 * Where the documented schemas get their names: the names they are exported by. A route whose schema is in none of these
 * is documented all the same, under the name of its operation.
 */
export const contracts = {
  basics,
  problem,
  session,
  people,
  reviews,
  team,
  protocol,
  stages,
  searches,
  imports,
  judgements,
  duplicates,
  screening,
  ranking,
  records,
  fullTexts,
  studies,
  overview,
  flow,
  flowLinks,
  exportFiles,
  recordFormats,
  jobs,
  practice,
};
