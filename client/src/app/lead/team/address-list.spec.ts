import { readAddresses } from './address-list';

describe('addresses in what people paste', () => {
  it.each([
    ['one a line', 'ada@x.org\nbob@y.org\n', ['ada@x.org', 'bob@y.org']],
    ['commas and spaces', 'ada@x.org, bob@y.org,cleo@z.org', ['ada@x.org', 'bob@y.org', 'cleo@z.org']],
    ['a mail program', 'Ada Lovelace <ada@x.org>; "Babbage, C." <c@y.org>', ['ada@x.org', 'c@y.org']],
    ['family name first', 'Lovelace, Ada <ada@x.org>, Babbage, Charles <c@y.org>', ['ada@x.org', 'c@y.org']],
    ['a column with names', 'Ada\tada@x.org\nBob\tbob@y.org', ['ada@x.org', 'bob@y.org']],
    ['spaces between', 'ada@x.org bob@y.org', ['ada@x.org', 'bob@y.org']],
    ['the same twice', 'ada@x.org\nADA@X.ORG', ['ada@x.org']],
    ['a link', '<mailto:ada@x.org>', ['ada@x.org']],
    ['a sentence', 'Please write to ada@x.org.', ['ada@x.org']],
    ['nothing', '  \n ; , ', []],
  ])('%s', (_what, text, addresses) => {
    expect(readAddresses(text).addresses).toEqual(addresses);
  });

  it('what cannot be read is named', () => {
    expect(readAddresses('ada@x.org\nbob at y.org, cleo@').unread).toEqual(['bob at y.org', 'cleo@']);
  });
});
