/**
 * C or C++? The caller's word comes first, then the file's extension; a `.h` is C unless its tokens say otherwise.
 */
import { Punct, Tok, type Tokens } from "./lexer";
import { LAST_KEYWORD, Word } from "./names";
import {
  AMPERSAND,
  BRACE_CLOSE,
  BRACE_OPEN,
  COLON,
  COMMA,
  EQUAL,
  isPrimitiveWord,
  isPunct,
  LESS,
  PAREN_CLOSE,
  PAREN_OPEN,
} from "./structure";
import type { Language } from "./tree";

const C_EXTENSIONS = new Set(["c"]);
const CPP_EXTENSIONS = new Set(
  "C cc cpp cxx c++ CPP CC hh hpp hxx h++ H ipp ixx inl tcc tpp txx cppm ccm cxxm ino mm cu cuh".split(" "),
);

function extensionOf(path: string): string {
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") && dot > path.lastIndexOf("\\") ? path.substring(dot + 1) : "";
}

/** Whether the tokens can only be C++. Words that C programs use as names count only with what must follow them. */
function looksLikeCpp(tokens: Tokens): boolean {
  let braces = 0;
  let parens = 0;
  for (let t = 0; t + 1 < tokens.count; t++) {
    if (tokens.kind[t] === Tok.Punct) {
      switch (tokens.code[t]) {
        case BRACE_OPEN:
          braces++;
          break;
        case BRACE_CLOSE:
          braces--;
          parens = 0;
          break;
        case PAREN_OPEN:
          parens++;
          break;
        case PAREN_CLOSE:
          parens--;
          break;
        case AMPERSAND:
          // A reference parameter.
          if (
            braces === 0 &&
            parens > 0 &&
            t + 2 < tokens.count &&
            tokens.kind[t - 1] === Tok.Word &&
            tokens.kind[t + 1] === Tok.Word &&
            (isPunct(tokens, t + 2, COMMA) || isPunct(tokens, t + 2, PAREN_CLOSE))
          ) {
            return true;
          }
          break;
        case EQUAL:
          // A default argument.
          if (braces === 0 && parens === 1 && t > 0 && tokens.kind[t - 1] === Tok.Word) return true;
          break;
      }
      if (tokens.code[t] === Punct.ColonColon && tokens.kind[t + 1] === Tok.Word) return true;
      continue;
    }
    if (tokens.kind[t] !== Tok.Word) continue;
    const nextIsName = tokens.kind[t + 1] === Tok.Word && tokens.code[t + 1] > LAST_KEYWORD;
    if (isPrimitiveWord(tokens.code[t]) && isPunct(tokens, t + 1, AMPERSAND)) return true;
    switch (tokens.code[t]) {
      case Word.Class:
        if (nextIsName) return true;
        break;
      case Word.Namespace:
        if (nextIsName || isPunct(tokens, t + 1, BRACE_OPEN)) return true;
        break;
      case Word.Template:
        if (isPunct(tokens, t + 1, LESS)) return true;
        break;
      case Word.Public:
      case Word.Private:
      case Word.Protected:
        if (isPunct(tokens, t + 1, COLON)) return true;
        break;
      case Word.Using:
      case Word.Virtual:
      case Word.Constexpr:
        if (tokens.kind[t + 1] === Tok.Word) return true;
        break;
    }
  }
  return false;
}

/**
 * The language of a file. For evidence `tokens` must still hold the file's code outside `#ifdef __cplusplus`, so pass
 * those of which the conditionals are resolved as C; they are asked only for extensions that say nothing.
 */
export function languageByExtension(path: string): Language | undefined {
  const extension = extensionOf(path);
  if (CPP_EXTENSIONS.has(extension)) return "cpp";
  return C_EXTENSIONS.has(extension) ? "c" : undefined;
}

/** The language that a header's tokens speak. */
export function languageByEvidence(tokens: Tokens): Language {
  return looksLikeCpp(tokens) ? "cpp" : "c";
}
