// A typed query: its variables and its answer have the types that graphql-codegen makes of the schema.
import { graphql } from '../build/generated/index.js';
import { ask } from './ask.js';

const Reporting = graphql(`
  query Reporting($identifier: String!, $languages: [LanguageTag!]) {
    instrument(identifier: $identifier) {
      identifier
      instrumentKind
      title(languages: $languages) {
        plain
        direction
      }
      reportingStates(first: 50) {
        edges {
          node {
            code
          }
          paragraphs {
            label
            document {
              symbol
            }
          }
        }
      }
    }
  }
`);

const { instrument } = await ask(Reporting, { identifier: 'treaty:ICRMW', languages: ['en'] });

if (!instrument) throw new Error('treaty:ICRMW is not held');
console.log(instrument.title?.plain ?? instrument.identifier);
for (const { node, paragraphs } of instrument.reportingStates.edges) {
  const places: string[] = paragraphs.map(({ document, label }) => `${document.symbol}, ${label}`);
  console.log(`${node.code}: ${places.join('; ')}`);
}
