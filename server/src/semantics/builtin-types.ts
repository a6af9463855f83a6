/**
 * Typedef names that the C and C++ libraries, POSIX, Windows and embedded code bases define in headers that the engine
 * does not read. Each maps to a role that `createTypes` turns into a type of the data model; a declaration in the
 * project takes precedence. Sources: C11 7.18-7.20, 7.27; POSIX.1-2017 <sys/types.h>; Windows Data Types (MS-DTYP).
 */

/** Exact widths, or "as wide as": a pointer, `long`, `int`; `*` behind a role makes a pointer, `c*` one to const. */
export type BuiltinRole =
  | "i8"
  | "u8"
  | "i16"
  | "u16"
  | "i32"
  | "u32"
  | "i64"
  | "u64"
  | "iptr"
  | "uptr"
  | "int"
  | "uint"
  | "short"
  | "ushort"
  | "long"
  | "ulong"
  | "llong"
  | "ullong"
  | "char"
  | "schar"
  | "uchar"
  | "wchar"
  | "bool"
  | "time"
  | "f32"
  | "f64"
  | "void*"
  | "char*"
  | "cchar*"
  | "wchar*"
  | "cwchar*"
  | "u8*"
  | "u16*"
  | "u32*"
  | "int*";

const NAMES: Readonly<Record<BuiltinRole, string>> = {
  i8: "int8_t __int8_t s8 S8 sint8 INT8 qint8 i8 int_least8_t __s8 gint8 Sint8",
  u8: "uint8_t __uint8_t u8 U8 uint8 UINT8 BYTE byte quint8 uint_least8_t __u8 guint8 Uint8 u_int8_t char8_t UINT8_T",
  i16: "int16_t __int16_t s16 S16 sint16 INT16 qint16 i16 int_least16_t __s16 gint16 Sint16",
  u16: "uint16_t __uint16_t u16 U16 uint16 UINT16 WORD ATOM quint16 uint_least16_t __u16 __le16 __be16 guint16 Uint16 u_int16_t char16_t in_port_t sa_family_t",
  i32: "int32_t __int32_t s32 S32 sint32 INT32 LONG HRESULT NTSTATUS qint32 i32 int_least32_t __s32 gint32 Sint32 LONG32",
  u32: "uint32_t __uint32_t u32 U32 uint32 UINT32 DWORD ULONG quint32 uint_least32_t __u32 __le32 __be32 guint32 Uint32 u_int32_t char32_t in_addr_t socklen_t uid_t gid_t mode_t id_t useconds_t COLORREF DWORD32 ULONG32 tcflag_t speed_t",
  i64: "int64_t __int64_t s64 S64 sint64 INT64 LONGLONG LONG64 qint64 qlonglong i64 int_least64_t int_fast64_t intmax_t __s64 gint64 Sint64 loff_t off64_t",
  u64: "uint64_t __uint64_t u64 U64 uint64 UINT64 ULONGLONG DWORDLONG ULONG64 DWORD64 quint64 qulonglong uint_least64_t uint_fast64_t uintmax_t __u64 __le64 __be64 guint64 Uint64 u_int64_t dev_t",
  iptr: "ssize_t ptrdiff_t intptr_t SSIZE_T INT_PTR LONG_PTR LPARAM LRESULT int_fast16_t int_fast32_t qptrdiff qintptr qsizetype gssize",
  uptr: "size_t rsize_t uintptr_t SIZE_T UINT_PTR ULONG_PTR DWORD_PTR WPARAM SOCKET uint_fast16_t uint_fast32_t quintptr gsize nfds_t",
  int: "BOOL INT gint gboolean pid_t clockid_t sig_atomic_t key_t daddr_t mqd_t errno_t nl_item",
  uint: "uint UINT u_int guint wint_t",
  short: "SHORT gshort",
  ushort: "ushort USHORT u_short gushort",
  long: "off_t blkcnt_t blksize_t clock_t suseconds_t glong",
  ulong: "ulong u_long gulong ino_t nlink_t rlim_t fsblkcnt_t fsfilcnt_t",
  llong: "__int64",
  ullong: "u_quad_t",
  char: "CHAR TCHAR gchar",
  schar: "int_fast8_t",
  uchar: "uchar UCHAR u_char guchar BOOLEAN cc_t uint_fast8_t",
  wchar: "wchar_t WCHAR OLECHAR",
  bool: "_Bool bool",
  time: "time_t __time_t",
  f32: "FLOAT gfloat float_t float32_t",
  f64: "DOUBLE gdouble double_t float64_t qreal",
  "void*": "HANDLE HINSTANCE HMODULE HWND HKEY HDC HGLOBAL HLOCAL LPVOID PVOID gpointer timer_t iconv_t",
  "char*": "LPSTR PSTR LPTSTR PCHAR caddr_t",
  "cchar*": "LPCSTR PCSTR LPCTSTR",
  "wchar*": "LPWSTR PWSTR BSTR",
  "cwchar*": "LPCWSTR PCWSTR",
  "u8*": "LPBYTE PBYTE PUCHAR",
  "u16*": "PWORD LPWORD",
  "u32*": "LPDWORD PDWORD PULONG",
  "int*": "LPBOOL PBOOL",
};

/** Role by typedef name. */
export const BUILTIN_TYPEDEFS: ReadonlyMap<string, BuiltinRole> = new Map(
  (Object.keys(NAMES) as BuiltinRole[]).flatMap((role) =>
    NAMES[role]
      .split(" ")
      .filter((name) => name !== "")
      .map((name): [string, BuiltinRole] => [name, role]),
  ),
);

/** C++ library classes that C++ code names without `std::` after a using directive; the engine calls them `std::x`. */
export const STD_NAMES: ReadonlySet<string> = new Set(
  (
    "string wstring string_view u8string u16string u32string vector array list deque map set multimap multiset pair tuple " +
    "unordered_map unordered_set unordered_multimap unordered_multiset forward_list unique_ptr shared_ptr weak_ptr " +
    "auto_ptr function optional variant any span thread jthread mutex lock_guard unique_lock scoped_lock atomic " +
    "ostringstream istringstream stringstream ifstream ofstream fstream ostream istream iostream queue stack " +
    "priority_queue bitset initializer_list exception runtime_error logic_error invalid_argument out_of_range"
  ).split(" "),
);
