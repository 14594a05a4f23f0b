// A document with its paragraphs, page by page, as relay-compiler reads an application.
import { graphql } from 'relay-runtime';

export const DocumentPage = graphql`
  query DocumentPageQuery($symbol: DocumentSymbol!, $languages: [LanguageTag!]) {
    document(symbol: $symbol) {
      symbol
      title(languages: $languages) {
        plain
        language
        direction
      }
      ...Paragraphs_document @arguments(languages: $languages)
    }
  }
`;

export const Paragraphs = graphql`
  fragment Paragraphs_document on Document
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 50 }
    cursor: { type: "String" }
    languages: { type: "[LanguageTag!]" }
  )
  @refetchable(queryName: "ParagraphsPaginationQuery") {
    paragraphs(first: $count, after: $cursor) @connection(key: "Paragraphs_document_paragraphs") {
      totalCount
      edges {
        node {
          id
          label
          text(languages: $languages) {
            html
            language
            direction
          }
        }
      }
    }
  }
`;
