/** A heading of the methods text and what stands below it. */
export interface Section {
  heading: string;
  runs: { text: string; isStrong: boolean }[];
}

/** The little Markdown that the text uses: headings, strong words, escaped signs. */
export function sectionsOf(markdown: string): Section[] {
  return markdown
    .split(/^### /m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [heading = '', ...rest] = part.split('\n');
      const pieces = rest.join('\n').trim().split('**');
      return {
        heading: heading.trim(),
        runs: pieces
          .map((text, at) => ({ text: text.replace(/\\([\\`*_[\]<>#|!])/g, '$1'), isStrong: at % 2 === 1 }))
          .filter(({ text }) => text !== ''),
      };
    });
}
