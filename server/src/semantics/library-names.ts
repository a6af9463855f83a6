/**
 * Macros and variables of the C library, POSIX and Windows that programs use without the engine seeing their headers.
 * Values that differ between systems are Linux's. Sources: C11 5.2.4.2, 7.8, 7.20, 7.21; POSIX.1-2017 <limits.h>,
 * <fcntl.h>, <errno.h>, <signal.h>, <sys/stat.h>; Windows <winnt.h>, <winsock2.h>. Of other libraries the results by
 * which their calls tell success, without which no check of a call could be understood.
 */
import type { Macro } from "../syntax/source";
import { LIBRARY_MEMBERS } from "./library-records";
import { maximumOf, minimumOf } from "./type-queries";
import { type Type, TypeKind } from "./types";
import type { Types } from "./types-table";

/** Limits that programs define themselves only for systems that have none. */
export const SYSTEM_LIMITS: ReadonlySet<string> = new Set(
  "PATH_MAX MAXPATHLEN NAME_MAX HOST_NAME_MAX LOGIN_NAME_MAX IOV_MAX PIPE_BUF NI_MAXHOST NI_MAXSERV IFNAMSIZ IF_NAMESIZE".split(
    " ",
  ),
);

/** `NAME value` each; the value has no blanks. */
const PLAIN = `
CHAR_BIT 8|MB_LEN_MAX 16|EOF (-1)|BUFSIZ 8192|FILENAME_MAX 4096|FOPEN_MAX 16|L_tmpnam 20|TMP_MAX 238328|RAND_MAX 2147483647
EXIT_SUCCESS 0|EXIT_FAILURE 1|SEEK_SET 0|SEEK_CUR 1|SEEK_END 2|CLOCKS_PER_SEC ((long)1000000)|TRUE 1|FALSE 0
PATH_MAX 4096|NAME_MAX 255|PIPE_BUF 4096|IOV_MAX 1024|HOST_NAME_MAX 64|LOGIN_NAME_MAX 256|MAXPATHLEN 4096|NGROUPS_MAX 65536
STDIN_FILENO 0|STDOUT_FILENO 1|STDERR_FILENO 2|F_OK 0|R_OK 4|W_OK 2|X_OK 1
O_RDONLY 0|O_WRONLY 1|O_RDWR 2|O_ACCMODE 3|O_CREAT 0100|O_EXCL 0200|O_NOCTTY 0400|O_TRUNC 01000|O_APPEND 02000|O_NONBLOCK 04000
O_SYNC 04010000|O_DIRECTORY 0200000|O_NOFOLLOW 0400000|O_CLOEXEC 02000000
S_IRWXU 0700|S_IRUSR 0400|S_IWUSR 0200|S_IXUSR 0100|S_IRWXG 070|S_IRGRP 040|S_IWGRP 020|S_IXGRP 010|S_IRWXO 07|S_IROTH 04|S_IWOTH 02
S_IXOTH 01|S_IFMT 0170000|S_IFDIR 0040000|S_IFREG 0100000|S_IFLNK 0120000
EPERM 1|ENOENT 2|ESRCH 3|EINTR 4|EIO 5|ENXIO 6|E2BIG 7|ENOEXEC 8|EBADF 9|ECHILD 10|EAGAIN 11|EWOULDBLOCK 11|ENOMEM 12|EACCES 13
EFAULT 14|EBUSY 16|EEXIST 17|EXDEV 18|ENODEV 19|ENOTDIR 20|EISDIR 21|EINVAL 22|ENFILE 23|EMFILE 24|ENOTTY 25|EFBIG 27|ENOSPC 28
ESPIPE 29|EROFS 30|EMLINK 31|EPIPE 32|EDOM 33|ERANGE 34|EDEADLK 35|ENAMETOOLONG 36|ENOSYS 38|ENOTEMPTY 39|ELOOP 40|EPROTO 71
EOVERFLOW 75|EILSEQ 84|ENOTSOCK 88|EMSGSIZE 90|EOPNOTSUPP 95|EADDRINUSE 98|EADDRNOTAVAIL 99|ENETUNREACH 101|ECONNABORTED 103
ECONNRESET 104|ENOBUFS 105|EISCONN 106|ENOTCONN 107|ETIMEDOUT 110|ECONNREFUSED 111|EHOSTUNREACH 113|EALREADY 114|EINPROGRESS 115
SIGHUP 1|SIGINT 2|SIGQUIT 3|SIGILL 4|SIGABRT 6|SIGBUS 7|SIGFPE 8|SIGKILL 9|SIGUSR1 10|SIGSEGV 11|SIGUSR2 12|SIGPIPE 13|SIGALRM 14
SIGTERM 15|SIGCHLD 17|SIGCONT 18|SIGSTOP 19|WNOHANG 1|WUNTRACED 2
AF_UNSPEC 0|AF_UNIX 1|AF_LOCAL 1|AF_INET 2|AF_INET6 10|PF_UNSPEC 0|PF_UNIX 1|PF_INET 2|PF_INET6 10|SOCK_STREAM 1|SOCK_DGRAM 2
SOCK_RAW 3|INET_ADDRSTRLEN 16|INET6_ADDRSTRLEN 46|IFNAMSIZ 16|IF_NAMESIZE 16|INADDR_ANY ((unsigned)0)|INADDR_LOOPBACK ((unsigned)0x7f000001)
EAI_AGAIN (-3)|EAI_BADFLAGS (-1)|EAI_FAIL (-4)|EAI_FAMILY (-6)|EAI_MEMORY (-10)|EAI_NONAME (-2)|EAI_SERVICE (-8)|EAI_SYSTEM (-11)
NI_MAXHOST 1025|NI_MAXSERV 32|FD_SETSIZE 1024|SOMAXCONN 4096|MSG_PEEK 2|MSG_DONTWAIT 64|MSG_NOSIGNAL 16384|SHUT_RD 0|SHUT_WR 1
SHUT_RDWR 2|PROT_NONE 0|PROT_READ 1|PROT_WRITE 2|PROT_EXEC 4|MAP_SHARED 1|MAP_PRIVATE 2|MAP_FIXED 16|MAP_ANONYMOUS 32
MAP_FAILED ((void*)-1)|LOCK_SH 1|LOCK_EX 2|LOCK_NB 4|LOCK_UN 8
MAX_PATH 260|ERROR_SUCCESS 0L|NO_ERROR 0L|_MAX_PATH 260|INVALID_SOCKET (~(SOCKET)0)|SOCKET_ERROR (-1)|INVALID_HANDLE_VALUE ((void*)(-1))|INFINITE 0xFFFFFFFF
M_PI 3.14159265358979323846|M_E 2.7182818284590452354|DBL_MAX 1.7976931348623157e+308|FLT_MAX 3.40282346e+38F
SQLITE_OK 0|SQLITE_ERROR 1|SQLITE_BUSY 5|SQLITE_NOMEM 7|SQLITE_ROW 100|SQLITE_DONE 101|SQL_SUCCESS 0|SQL_ERROR (-1)|SQL_NTS (-3)
CURLE_OK 0|Z_OK 0|Z_STREAM_END 1|HAL_OK 0|HAL_ERROR 1|HAL_BUSY 2|HAL_TIMEOUT 3|osOK 0|pdFALSE 0|pdTRUE 1|pdFAIL 0|pdPASS 1|S_OK 0
DBL_EPSILON 2.2204460492503131e-16|FLT_EPSILON 1.1920929e-7F|DBL_MIN 2.2250738585072014e-308|FLT_MIN 1.17549435e-38F|DBL_DIG 15
`;

/** Prefix of `_MAX` and `_MIN` by the type that it stands for, a typedef's or basic type's name. */
const LIMITS: Readonly<Record<string, string>> = {
  CHAR: "char",
  SCHAR: "signedChar",
  UCHAR: "unsignedChar",
  SHRT: "short",
  USHRT: "unsignedShort",
  INT: "int",
  UINT: "unsignedInt",
  LONG: "long",
  ULONG: "unsignedLong",
  LLONG: "longLong",
  ULLONG: "unsignedLongLong",
  LONG_LONG: "longLong",
  ULONG_LONG: "unsignedLongLong",
  INT8: "int8_t",
  INT16: "int16_t",
  INT32: "int32_t",
  INT64: "int64_t",
  UINT8: "uint8_t",
  UINT16: "uint16_t",
  UINT32: "uint32_t",
  UINT64: "uint64_t",
  SIZE: "size_t",
  RSIZE: "size_t",
  SSIZE: "ssize_t",
  PTRDIFF: "ptrdiff_t",
  INTPTR: "intptr_t",
  UINTPTR: "uintptr_t",
  INTMAX: "intmax_t",
  UINTMAX: "uintmax_t",
  WCHAR: "wchar_t",
  DWORD: "DWORD",
};

/** `INT64_C(x)` and kin: the suffix's type. */
const SUFFIXED: Readonly<Record<string, string>> = {
  INT8_C: "int8_t",
  UINT8_C: "uint8_t",
  INT16_C: "int16_t",
  UINT16_C: "uint16_t",
  INT32_C: "int32_t",
  UINT32_C: "uint32_t",
  INT64_C: "int64_t",
  UINT64_C: "uint64_t",
  INTMAX_C: "intmax_t",
  UINTMAX_C: "uintmax_t",
};

/** The library's macros under one data model. */
export function libraryMacros(types: Types): ReadonlyMap<string, Macro> {
  const macros = new Map<string, Macro>();
  const define = (name: string, body: string, params: readonly string[] | null = null) =>
    macros.set(name, { name, params, variadic: false, body, start: -1, end: -1 });
  for (const entry of PLAIN.split(/[|\n]/)) {
    const at = entry.indexOf(" ");
    if (at > 0) define(entry.slice(0, at), entry.slice(at + 1));
  }
  for (const [name, body] of LIBRARY_MEMBERS) define(name, body);
  for (const [prefix, name] of Object.entries(LIMITS)) {
    const type = types.builtin(name) ?? (types[name as keyof Types] as Type);
    define(`${prefix}_MAX`, spelled(maximum(type), type));
    if (type.signed) define(`${prefix}_MIN`, `(-${spelled(maximum(type), type)}-1)`);
    else if (minimumOf(type) === 0) define(`${prefix}_MIN`, "0");
  }
  for (const [name, type] of Object.entries(SUFFIXED))
    define(name, `${"x##"}${suffixOf(types.builtin(type)!, types)}`, ["x"]);
  for (const [bits, name] of [
    ["8", "int8_t"],
    ["16", "int16_t"],
    ["32", "int32_t"],
    ["64", "int64_t"],
    ["MAX", "intmax_t"],
    ["PTR", "intptr_t"],
  ]) {
    const length = formatLength(types.builtin(name)!, types);
    for (const conversion of "diouxX") {
      define(`PRI${conversion}${bits}`, `"${length.print}${conversion}"`);
      if (conversion !== "X") define(`SCN${conversion}${bits}`, `"${length.scan}${conversion}"`);
    }
  }
  return macros;
}

/** Exactly, as text: numbers above 2^53 would be rounded. */
function maximum(type: Type): string {
  if (type.size < 8) return String(maximumOf(type));
  return String((1n << BigInt(type.size * 8 - (type.signed ? 1 : 0))) - 1n);
}

function spelled(value: string, type: Type): string {
  const suffix =
    type.name === "unsigned int"
      ? "U"
      : type.name === "long"
        ? "L"
        : type.name === "unsigned long"
          ? "UL"
          : "";
  const long = type.name === "long long" ? "LL" : type.name === "unsigned long long" ? "ULL" : suffix;
  return type.kind === TypeKind.Int ? `${value}${long}` : value;
}

function suffixOf(type: Type, types: Types): string {
  if (type === types.unsignedInt) return "U";
  if (type === types.long) return "L";
  if (type === types.unsignedLong) return "UL";
  if (type === types.longLong) return "LL";
  return type === types.unsignedLongLong ? "ULL" : "";
}

function formatLength(type: Type, types: Types): { print: string; scan: string } {
  if (type.size === 1) return { print: "", scan: "hh" };
  if (type === types.short) return { print: "", scan: "h" };
  if (type === types.int) return { print: "", scan: "" };
  const length = type === types.long ? "l" : "ll";
  return { print: length, scan: length };
}

/** The type of a library's variable, e.g. `errno`; undefined for other names. */
export function libraryVariable(types: Types, name: string): Type | undefined {
  switch (name) {
    case "stdin":
    case "stdout":
    case "stderr":
      return types.pointer(types.unknown("FILE"));
    case "errno":
    case "optind":
    case "opterr":
    case "optopt":
    case "h_errno":
    case "daylight":
      return types.int;
    case "optarg":
      return types.pointer(types.char);
    case "environ":
    case "__environ":
      return types.pointer(types.pointer(types.char));
    case "timezone":
      return types.long;
    default:
      return undefined;
  }
}
