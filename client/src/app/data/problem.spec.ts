import { HttpErrorResponse } from '@angular/common/http';
import { Problem, problemFrom } from './problem';

const reply = (status: number, error: unknown): HttpErrorResponse => new HttpErrorResponse({ status, error });
const body = { type: 'about:blank', title: 'Conflict', status: 409, code: 'stage_closed', detail: 'The stage is closed.', requestId: 'r-1' };

describe('problemFrom', () => {
  it.each([
    ['a problem document', reply(409, { ...body, stage: 'pilot' }), { status: 409, code: 'stage_closed', more: { stage: 'pilot' } }],
    ['a problem document that came as text', reply(409, JSON.stringify(body)), { status: 409, code: 'stage_closed' }],
    ['no answer at all', reply(0, new ProgressEvent('error')), { status: 0, code: 'offline' }],
    ["a proxy's own page", reply(502, '<html>Bad gateway</html>'), { status: 502, code: 'unexpected' }],
    ['a bug of ours', new TypeError('x is undefined'), { status: -1, code: 'unexpected' }],
    ['what a resource wrapped', new Error('wrapped', { cause: new Problem(404, 'not_found', 'No') }), { status: 404, code: 'not_found' }],
  ])('understands %s', (_what, error, expected) => {
    expect(problemFrom(error)).toMatchObject(expected);
  });

  it('says which failures may pass by themselves', () => {
    const passing = [0, 400, 409, 429, 500, 503].filter((status) => new Problem(status, 'x', '').mayPass);
    expect(passing).toEqual([0, 429, 503]);
  });

  it('gives messages by field, and none where the server named no field', () => {
    expect(new Problem(400, 'invalid', '', null, { fields: { title: 'must not be empty' } }).fields).toEqual({
      title: 'must not be empty',
    });
    expect(new Problem(400, 'invalid', '').fields).toEqual({});
  });
});
