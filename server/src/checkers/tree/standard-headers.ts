/**
 * The functions (and function-like macros) that headers of ISO C and POSIX declare, as the GNU C library has them with
 * all its extensions on; so a name that is missing here is missing for every program. Names that end in a width or a
 * locale suffix (`open64`, `strtod_l`) are left out. ISO C's headers stand first.
 */

interface Header {
  readonly name: string;
  /** Other headers of this list that it includes. */
  readonly includes: readonly string[];
  /** Names separated by blanks or line breaks. */
  readonly names: string;
}

const HEADERS: readonly Header[] = [
  {
    name: "assert.h",
    includes: [],
    names: "assert assert_perror",
  },
  {
    name: "ctype.h",
    includes: [],
    names: `
      isalnum isalpha isascii isblank iscntrl isctype isdigit isgraph islower isprint ispunct isspace
      isupper isxdigit toascii tolower toupper`,
  },
  {
    name: "errno.h",
    includes: [],
    names: "",
  },
  {
    name: "fenv.h",
    includes: [],
    names: `
      feclearexcept fedisableexcept feenableexcept fegetenv fegetexcept fegetexceptflag fegetmode
      fegetround feholdexcept feraiseexcept fesetenv fesetexcept fesetexceptflag fesetmode fesetround
      fetestexcept fetestexceptflag feupdateenv`,
  },
  {
    name: "float.h",
    includes: [],
    names: "",
  },
  {
    name: "inttypes.h",
    includes: [],
    names: "imaxabs imaxdiv strtoimax strtoumax wcstoimax wcstoumax",
  },
  {
    name: "iso646.h",
    includes: [],
    names: "",
  },
  {
    name: "limits.h",
    includes: [],
    names: "",
  },
  {
    name: "locale.h",
    includes: [],
    names: "duplocale freelocale localeconv newlocale setlocale uselocale",
  },
  {
    name: "math.h",
    includes: [],
    names: `
      acos acosh asin asinh atan atan2 atanh canonicalize cbrt ceil copysign cos cosh daddl ddivl dfmal
      dmull drem dsqrtl dsubl erf erfc exp exp10 exp2 expm1 fabs fadd fdim fdiv ffma finite floor fma fmax
      fmaximum fmaximum_mag fmaximum_mag_num fmaximum_num fmaxmag fmin fminimum fminimum_mag
      fminimum_mag_num fminimum_num fminmag fmod fmul fpclassify frexp fromfp fromfpx fsqrt fsub gamma
      getpayload hypot ilogb iscanonical iseqsig isfinite isgreater isgreaterequal isinf isless
      islessequal islessgreater isnan isnormal issignaling issubnormal isunordered iszero j0 j1 jn ldexp
      lgamma lgamma_r lgammaf128_r lgammaf32_r lgammaf32x_r lgammaf64x_r lgammaf_r lgammal_r llogb llrint
      llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nextdown nexttoward
      nextup pow remainder remquo rint round roundeven scalb scalbln scalbn setpayload setpayloadsig
      signbit significand sin sincos sinh sqrt tan tanh tgamma totalorder totalordermag trunc ufromfp
      ufromfpx y0 y1 yn`,
  },
  {
    name: "setjmp.h",
    includes: [],
    names: "longjmp setjmp siglongjmp sigsetjmp",
  },
  {
    name: "signal.h",
    includes: ["unistd.h"],
    names: `
      gsignal kill killpg psiginfo psignal pthread_kill pthread_sigmask pthread_sigqueue raise sigaction
      sigaddset sigaltstack sigandset sigblock sigdelset sigemptyset sigfillset siggetmask sighold
      sigignore siginterrupt sigisemptyset sigismember sigmask signal sigorset sigpause sigpending
      sigprocmask sigqueue sigrelse sigreturn sigset sigsetmask sigstack sigsuspend sigtimedwait sigwait
      sigwaitinfo sizeof ssignal sysv_signal tgkill void`,
  },
  {
    name: "stdalign.h",
    includes: [],
    names: "",
  },
  {
    name: "stdarg.h",
    includes: [],
    names: "va_arg va_copy va_end va_start",
  },
  {
    name: "stdatomic.h",
    includes: [],
    names: `
      atomic_compare_exchange_strong atomic_compare_exchange_strong_explicit atomic_compare_exchange_weak
      atomic_compare_exchange_weak_explicit atomic_exchange atomic_exchange_explicit atomic_fetch_add
      atomic_fetch_add_explicit atomic_fetch_and atomic_fetch_and_explicit atomic_fetch_or
      atomic_fetch_or_explicit atomic_fetch_sub atomic_fetch_sub_explicit atomic_fetch_xor
      atomic_fetch_xor_explicit atomic_flag_clear atomic_flag_clear_explicit atomic_flag_test_and_set
      atomic_flag_test_and_set_explicit atomic_init atomic_is_lock_free atomic_load atomic_load_explicit
      atomic_signal_fence atomic_store atomic_store_explicit atomic_thread_fence kill_dependency`,
  },
  {
    name: "stdbool.h",
    includes: [],
    names: "",
  },
  {
    name: "stddef.h",
    includes: [],
    names: "offsetof",
  },
  {
    name: "stdint.h",
    includes: [],
    names: "",
  },
  {
    name: "stdio.h",
    includes: [],
    names: `
      asprintf clearerr clearerr_unlocked ctermid cuserid dprintf fclose fcloseall fdopen feof
      feof_unlocked ferror ferror_unlocked fflush fflush_unlocked fgetc fgetc_unlocked fgetpos fgets gets
      fgets_unlocked fileno fileno_unlocked flockfile fmemopen fopen fopencookie fprintf fputc
      fputc_unlocked fputs fputs_unlocked fread fread_unlocked freopen fscanf fseek fseeko fsetpos ftell
      ftello ftrylockfile funlockfile fwrite fwrite_unlocked getc getc_unlocked getchar getchar_unlocked
      getdelim getline getw obstack_printf obstack_vprintf open_memstream pclose perror popen printf putc
      putc_unlocked putchar putchar_unlocked puts putw remove rename renameat renameat2 rewind scanf
      setbuf setbuffer setlinebuf setvbuf snprintf sprintf sscanf tempnam tmpfile tmpnam tmpnam_r ungetc
      vasprintf vdprintf vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf`,
  },
  {
    name: "stdlib.h",
    includes: ["alloca.h", "sys/types.h"],
    names: `
      a64l abort abs aligned_alloc arc4random arc4random_buf arc4random_uniform at_quick_exit atexit atof
      atoi atol atoll bsearch calloc canonicalize_file_name clearenv div drand48 drand48_r ecvt ecvt_r
      erand48 erand48_r exit fcvt fcvt_r free gcvt getenv getloadavg getpt getsubopt grantpt initstate
      initstate_r jrand48 jrand48_r l64a labs lcong48 lcong48_r ldiv llabs lldiv lrand48 lrand48_r malloc
      mblen mbstowcs mbtowc mkdtemp mkostemp mkostemps mkstemp mkstemps mktemp mrand48 mrand48_r nrand48
      nrand48_r on_exit posix_memalign posix_openpt ptsname ptsname_r putenv qecvt qecvt_r qfcvt qfcvt_r
      qgcvt qsort qsort_r quick_exit rand rand_r random random_r realloc reallocarray realpath rpmatch
      secure_getenv seed48 seed48_r setenv setstate setstate_r srand srand48 srand48_r srandom srandom_r
      strfromd strfromf strfroml strtod strtof strtol strtold strtoll strtoq strtoul strtoull strtouq
      system unlockpt unsetenv valloc wcstombs wctomb`,
  },
  {
    name: "stdnoreturn.h",
    includes: [],
    names: "",
  },
  {
    name: "string.h",
    includes: ["strings.h"],
    names: `
      basename explicit_bzero memccpy memchr memcmp memcpy memfrob memmem memmove mempcpy memrchr memset
      rawmemchr stpcpy stpncpy strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strdup
      strdupa strerror strerror_r strfry strlen strncat strncmp strncpy strndup strndupa strnlen strpbrk
      strrchr strsep strsignal strspn strstr strtok strtok_r strverscmp strxfrm`,
  },
  {
    name: "threads.h",
    includes: ["time.h"],
    names: `
      call_once cnd_broadcast cnd_destroy cnd_init cnd_signal cnd_timedwait cnd_wait mtx_destroy mtx_init
      mtx_lock mtx_timedlock mtx_trylock mtx_unlock thrd_create thrd_current thrd_detach thrd_equal
      thrd_exit thrd_join thrd_sleep thrd_yield tss_create tss_delete tss_get tss_set`,
  },
  {
    name: "time.h",
    includes: [],
    names: `
      asctime asctime_r clock clock_adjtime clock_getcpuclockid clock_getres clock_gettime clock_nanosleep
      clock_settime ctime ctime_r difftime dysize getdate getdate_r gmtime gmtime_r localtime localtime_r
      mktime nanosleep strftime strptime time timegm timelocal timer_create timer_delete timer_getoverrun
      timer_gettime timer_settime timespec_get timespec_getres tzset`,
  },
  {
    name: "uchar.h",
    includes: [],
    names: "c16rtomb c32rtomb c8rtomb mbrtoc16 mbrtoc32 mbrtoc8",
  },
  {
    name: "wchar.h",
    includes: [],
    names: `
      btowc fgetwc fgetwc_unlocked fgetws fgetws_unlocked fputwc fputwc_unlocked fputws fputws_unlocked
      fwide fwprintf fwscanf getwc getwc_unlocked getwchar getwchar_unlocked mbrlen mbrtowc mbsinit
      mbsnrtowcs mbsrtowcs open_wmemstream putwc putwc_unlocked putwchar putwchar_unlocked swprintf
      swscanf ungetwc vfwprintf vfwscanf vswprintf vswscanf vwprintf vwscanf wcpcpy wcpncpy wcrtomb
      wcscasecmp wcscat wcschr wcschrnul wcscmp wcscoll wcscpy wcscspn wcsdup wcsftime wcslen wcsncasecmp
      wcsncat wcsncmp wcsncpy wcsnlen wcsnrtombs wcspbrk wcsrchr wcsrtombs wcsspn wcsstr wcstod wcstof
      wcstok wcstol wcstold wcstoll wcstoq wcstoul wcstoull wcstouq wcswcs wcswidth wcsxfrm wctob wcwidth
      wmemchr wmemcmp wmemcpy wmemmove wmempcpy wmemset wprintf wscanf`,
  },
  {
    name: "wctype.h",
    includes: [],
    names: `
      iswalnum iswalpha iswblank iswcntrl iswctype iswdigit iswgraph iswlower iswprint iswpunct iswspace
      iswupper iswxdigit towctrans towlower towupper wctrans wctype`,
  },
  {
    name: "alloca.h",
    includes: [],
    names: "alloca",
  },
  {
    name: "arpa/inet.h",
    includes: ["netinet/in.h"],
    names: `
      inet_addr inet_aton inet_lnaof inet_makeaddr inet_net_ntop inet_net_pton inet_neta inet_netof
      inet_network inet_nsap_addr inet_nsap_ntoa inet_ntoa inet_ntop inet_pton`,
  },
  {
    name: "dirent.h",
    includes: [],
    names: `
      alphasort closedir dirfd fdopendir getdirentries opendir readdir readdir_r rewinddir scandir
      scandirat seekdir telldir versionsort`,
  },
  {
    name: "dlfcn.h",
    includes: [],
    names: "dladdr dladdr1 dlclose dlerror dlinfo dlmopen dlopen dlsym dlvsym",
  },
  {
    name: "err.h",
    includes: [],
    names: "err errx verr verrx vwarn vwarnx warn warnx",
  },
  {
    name: "fcntl.h",
    includes: [],
    names: `
      creat fallocate fcntl lockf name_to_handle_at open open_by_handle_at openat posix_fadvise
      posix_fallocate readahead splice sync_file_range tee vmsplice`,
  },
  {
    name: "fnmatch.h",
    includes: [],
    names: "fnmatch",
  },
  {
    name: "getopt.h",
    includes: [],
    names: "getopt getopt_long getopt_long_only",
  },
  {
    name: "glob.h",
    includes: [],
    names: "glob glob_pattern_p globfree",
  },
  {
    name: "grp.h",
    includes: [],
    names: `
      endgrent fgetgrent fgetgrent_r getgrent getgrent_r getgrgid getgrgid_r getgrnam getgrnam_r
      getgrouplist initgroups putgrent setgrent setgroups`,
  },
  {
    name: "ifaddrs.h",
    includes: ["netinet/tcp.h"],
    names: "freeifaddrs getifaddrs",
  },
  {
    name: "libgen.h",
    includes: [],
    names: "dirname",
  },
  {
    name: "malloc.h",
    includes: ["stddef.h", "stdio.h"],
    names: `
      calloc free mallinfo mallinfo2 malloc malloc_info malloc_stats malloc_trim malloc_usable_size
      mallopt memalign pvalloc realloc reallocarray valloc`,
  },
  {
    name: "memory.h",
    includes: ["strings.h"],
    names: `
      basename explicit_bzero memccpy memchr memcmp memcpy memfrob memmem memmove mempcpy memrchr memset
      rawmemchr stpcpy stpncpy strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strdup
      strdupa strerror strerror_r strfry strlen strncat strncmp strncpy strndup strndupa strnlen strpbrk
      strrchr strsep strsignal strspn strstr strtok strtok_r strverscmp strxfrm`,
  },
  {
    name: "mqueue.h",
    includes: ["fcntl.h", "sys/types.h"],
    names: `
      mq_close mq_getattr mq_notify mq_open mq_receive mq_send mq_setattr mq_timedreceive mq_timedsend
      mq_unlink sizeof`,
  },
  {
    name: "net/if.h",
    includes: ["netinet/tcp.h"],
    names: "if_freenameindex if_indextoname if_nameindex if_nametoindex",
  },
  {
    name: "netdb.h",
    includes: ["netinet/in.h"],
    names: `
      endhostent endnetent endnetgrent endprotoent endrpcent endservent freeaddrinfo gai_cancel gai_error
      gai_strerror gai_suspend getaddrinfo getaddrinfo_a gethostbyaddr gethostbyaddr_r gethostbyname
      gethostbyname2 gethostbyname2_r gethostbyname_r gethostent gethostent_r getnameinfo getnetbyaddr
      getnetbyaddr_r getnetbyname getnetbyname_r getnetent getnetent_r getnetgrent getnetgrent_r
      getprotobyname getprotobyname_r getprotobynumber getprotobynumber_r getprotoent getprotoent_r
      getrpcbyname getrpcbyname_r getrpcbynumber getrpcbynumber_r getrpcent getrpcent_r getservbyname
      getservbyname_r getservbyport getservbyport_r getservent getservent_r herror hstrerror innetgr
      iruserok iruserok_af rcmd rcmd_af rexec rexec_af rresvport rresvport_af ruserok ruserok_af
      sethostent setnetent setnetgrent setprotoent setrpcent setservent sizeof`,
  },
  {
    name: "netinet/in.h",
    includes: ["netinet/tcp.h"],
    names: `
      bindresvport bindresvport6 getipv4sourcefilter getsourcefilter htonl htons inet6_opt_append
      inet6_opt_find inet6_opt_finish inet6_opt_get_val inet6_opt_init inet6_opt_next inet6_opt_set_val
      inet6_option_alloc inet6_option_append inet6_option_find inet6_option_init inet6_option_next
      inet6_option_space inet6_rth_add inet6_rth_getaddr inet6_rth_init inet6_rth_reverse
      inet6_rth_segments inet6_rth_space ntohl ntohs setipv4sourcefilter setsourcefilter`,
  },
  {
    name: "netinet/tcp.h",
    includes: ["sys/types.h"],
    names: `
      accept accept4 bind connect getpeername getsockname getsockopt isfdtype listen recv recvfrom
      recvmmsg recvmsg send sendmmsg sendmsg sendto setsockopt shutdown sockatmark socket socketpair`,
  },
  {
    name: "poll.h",
    includes: [],
    names: "poll ppoll",
  },
  {
    name: "pthread.h",
    includes: ["time.h", "sched.h"],
    names: `
      pthread_atfork pthread_attr_destroy pthread_attr_getdetachstate pthread_attr_getguardsize
      pthread_attr_getinheritsched pthread_attr_getschedparam pthread_attr_getschedpolicy
      pthread_attr_getscope pthread_attr_getstack pthread_attr_getstackaddr pthread_attr_getstacksize
      pthread_attr_init pthread_attr_setdetachstate pthread_attr_setguardsize pthread_attr_setinheritsched
      pthread_attr_setschedparam pthread_attr_setschedpolicy pthread_attr_setscope pthread_attr_setstack
      pthread_attr_setstackaddr pthread_attr_setstacksize pthread_barrier_destroy pthread_barrier_init
      pthread_barrier_wait pthread_barrierattr_destroy pthread_barrierattr_getpshared
      pthread_barrierattr_init pthread_barrierattr_setpshared pthread_cancel pthread_cleanup_pop
      pthread_cleanup_push pthread_cond_broadcast pthread_cond_clockwait pthread_cond_destroy
      pthread_cond_init pthread_cond_signal pthread_cond_timedwait pthread_cond_wait
      pthread_condattr_destroy pthread_condattr_getclock pthread_condattr_getpshared pthread_condattr_init
      pthread_condattr_setclock pthread_condattr_setpshared pthread_create pthread_detach pthread_equal
      pthread_exit pthread_getconcurrency pthread_getcpuclockid pthread_getschedparam pthread_getspecific
      pthread_join pthread_key_create pthread_key_delete pthread_mutex_clocklock pthread_mutex_consistent
      pthread_mutex_destroy pthread_mutex_getprioceiling pthread_mutex_init pthread_mutex_lock
      pthread_mutex_setprioceiling pthread_mutex_timedlock pthread_mutex_trylock pthread_mutex_unlock
      pthread_mutexattr_destroy pthread_mutexattr_getprioceiling pthread_mutexattr_getprotocol
      pthread_mutexattr_getpshared pthread_mutexattr_getrobust pthread_mutexattr_gettype
      pthread_mutexattr_init pthread_mutexattr_setprioceiling pthread_mutexattr_setprotocol
      pthread_mutexattr_setpshared pthread_mutexattr_setrobust pthread_mutexattr_settype pthread_once
      pthread_rwlock_clockrdlock pthread_rwlock_clockwrlock pthread_rwlock_destroy pthread_rwlock_init
      pthread_rwlock_rdlock pthread_rwlock_timedrdlock pthread_rwlock_timedwrlock pthread_rwlock_tryrdlock
      pthread_rwlock_trywrlock pthread_rwlock_unlock pthread_rwlock_wrlock pthread_rwlockattr_destroy
      pthread_rwlockattr_getpshared pthread_rwlockattr_init pthread_rwlockattr_setpshared pthread_self
      pthread_setcancelstate pthread_setcanceltype pthread_setconcurrency pthread_setschedparam
      pthread_setschedprio pthread_setspecific pthread_spin_destroy pthread_spin_init pthread_spin_lock
      pthread_spin_trylock pthread_spin_unlock pthread_testcancel pthread_yield`,
  },
  {
    name: "pwd.h",
    includes: [],
    names: `
      endpwent fgetpwent fgetpwent_r getpw getpwent getpwent_r getpwnam getpwnam_r getpwuid getpwuid_r
      putpwent setpwent`,
  },
  {
    name: "regex.h",
    includes: ["sys/types.h"],
    names: `
      re_compile_fastmap re_compile_pattern re_match re_match_2 re_search re_search_2 re_set_registers
      re_set_syntax regcomp regerror regexec regfree`,
  },
  {
    name: "sched.h",
    includes: [],
    names: `
      clone getcpu sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getcpu
      sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setparam
      sched_setscheduler sched_yield setns unshare`,
  },
  {
    name: "semaphore.h",
    includes: ["sys/types.h"],
    names: `
      sem_clockwait sem_close sem_destroy sem_getvalue sem_init sem_open sem_post sem_timedwait
      sem_trywait sem_unlink sem_wait`,
  },
  {
    name: "spawn.h",
    includes: ["sched.h", "sys/types.h"],
    names: `
      posix_spawn posix_spawn_file_actions_addclose posix_spawn_file_actions_adddup2
      posix_spawn_file_actions_addopen posix_spawn_file_actions_destroy posix_spawn_file_actions_init
      posix_spawnattr_destroy posix_spawnattr_getflags posix_spawnattr_getpgroup
      posix_spawnattr_getschedparam posix_spawnattr_getschedpolicy posix_spawnattr_getsigdefault
      posix_spawnattr_getsigmask posix_spawnattr_init posix_spawnattr_setflags posix_spawnattr_setpgroup
      posix_spawnattr_setschedparam posix_spawnattr_setschedpolicy posix_spawnattr_setsigdefault
      posix_spawnattr_setsigmask posix_spawnp`,
  },
  {
    name: "strings.h",
    includes: [],
    names: "bcmp bcopy bzero ffs ffsl ffsll index rindex strcasecmp strncasecmp",
  },
  {
    name: "sys/epoll.h",
    includes: ["sys/types.h"],
    names: "epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait",
  },
  {
    name: "sys/file.h",
    includes: ["fcntl.h"],
    names: "flock",
  },
  {
    name: "sys/ioctl.h",
    includes: [],
    names: "ioctl",
  },
  {
    name: "sys/ipc.h",
    includes: [],
    names: "ftok",
  },
  {
    name: "sys/mman.h",
    includes: [],
    names: `
      madvise memfd_create mincore mlock mlock2 mlockall mmap mprotect mremap msync munlock munlockall
      munmap pkey_alloc pkey_free pkey_get pkey_mprotect pkey_set posix_madvise process_madvise
      process_mrelease remap_file_pages shm_open shm_unlink`,
  },
  {
    name: "sys/msg.h",
    includes: ["sys/ipc.h"],
    names: "msgctl msgget msgrcv msgsnd",
  },
  {
    name: "sys/param.h",
    includes: ["signal.h", "sys/types.h"],
    names: "clrbit howmany isclr isset roundup setbit",
  },
  {
    name: "sys/resource.h",
    includes: [],
    names: "getpriority getrlimit getrusage prlimit setpriority setrlimit",
  },
  {
    name: "sys/select.h",
    includes: [],
    names: "pselect select",
  },
  {
    name: "sys/sem.h",
    includes: ["sys/ipc.h", "sys/types.h"],
    names: "semctl semget semop semtimedop",
  },
  {
    name: "sys/shm.h",
    includes: ["sys/ipc.h"],
    names: "shmat shmctl shmdt shmget",
  },
  {
    name: "sys/socket.h",
    includes: ["sys/types.h"],
    names: `
      accept accept4 bind connect getpeername getsockname getsockopt isfdtype listen recv recvfrom
      recvmmsg recvmsg send sendmmsg sendmsg sendto setsockopt shutdown sockatmark socket socketpair`,
  },
  {
    name: "sys/stat.h",
    includes: [],
    names: `
      chmod fchmod fchmodat fstat fstatat futimens getumask lchmod lstat mkdir mkdirat mkfifo mkfifoat
      mknod mknodat stat statx umask utimensat`,
  },
  {
    name: "sys/statvfs.h",
    includes: [],
    names: "fstatvfs statvfs",
  },
  {
    name: "sys/time.h",
    includes: ["sys/select.h"],
    names: `
      adjtime futimes futimesat getitimer gettimeofday lutimes setitimer settimeofday timeradd timerclear
      timercmp timerisset timersub utimes`,
  },
  {
    name: "sys/types.h",
    includes: ["sys/select.h"],
    names: "be16toh be32toh be64toh htobe16 htobe32 htole16 htole32 le16toh le32toh le64toh",
  },
  {
    name: "sys/uio.h",
    includes: ["sys/types.h"],
    names: "preadv preadv2 process_vm_readv process_vm_writev pwritev pwritev2 readv writev",
  },
  {
    name: "sys/un.h",
    includes: ["strings.h"],
    names: `
      basename explicit_bzero memccpy memchr memcmp memcpy memfrob memmem memmove mempcpy memrchr memset
      rawmemchr stpcpy stpncpy strcasestr strcat strchr strchrnul strcmp strcoll strcpy strcspn strdup
      strdupa strerror strerror_r strfry strlen strncat strncmp strncpy strndup strndupa strnlen strpbrk
      strrchr strsep strsignal strspn strstr strtok strtok_r strverscmp strxfrm`,
  },
  {
    name: "sys/utsname.h",
    includes: [],
    names: "uname",
  },
  {
    name: "sys/wait.h",
    includes: ["signal.h"],
    names: "wait wait3 wait4 waitid waitpid",
  },
  {
    name: "syslog.h",
    includes: [],
    names: "closelog openlog setlogmask syslog vsyslog",
  },
  {
    name: "termios.h",
    includes: [],
    names: `
      cfgetispeed cfgetospeed cfmakeraw cfsetispeed cfsetospeed cfsetspeed tcdrain tcflow tcflush
      tcgetattr tcgetsid tcsendbreak tcsetattr`,
  },
  {
    name: "unistd.h",
    includes: [],
    names: `
      access acct alarm brk chdir chown chroot close close_range closefrom confstr copy_file_range crypt
      daemon dup dup2 dup3 eaccess endusershell euidaccess execl execle execlp execv execve execveat
      execvp execvpe faccessat fchdir fchown fchownat fdatasync fexecve fork fpathconf fsync ftruncate
      get_current_dir_name getcwd getdomainname getdtablesize getegid getentropy geteuid getgid getgroups
      gethostid gethostname getlogin getlogin_r getopt getpagesize getpass getpgid getpgrp getpid getppid
      getresgid getresuid getsid gettid getuid getusershell getwd group_member isatty lchown link linkat
      lockf lseek nice pathconf pause pipe pipe2 pread profil pwrite read readlink readlinkat revoke rmdir
      sbrk setdomainname setegid seteuid setgid sethostid sethostname setlogin setpgid setpgrp setregid
      setresgid setresuid setreuid setsid setuid setusershell sleep swab symlink symlinkat sync syncfs
      syscall sysconf tcgetpgrp tcsetpgrp truncate ttyname ttyname_r ttyslot ualarm unlink unlinkat usleep
      vfork vhangup write`,
  },
];

const byName = new Map(HEADERS.map((header) => [header.name, header]));

/** Whether everything that the header declares is known here. */
export function isKnownHeader(header: string): boolean {
  return byName.has(header);
}

const closures = new Map<string, ReadonlySet<string>>();

/** All names that including a known header declares, through its own includes too. */
export function namesDeclaredBy(header: string): ReadonlySet<string> {
  let names = closures.get(header);
  if (!names) {
    const found = byName.get(header);
    const all = new Set(found ? found.names.trim().split(/\s+/) : []);
    for (const included of found?.includes ?? []) for (const name of namesDeclaredBy(included)) all.add(name);
    closures.set(header, all);
    names = all;
  }
  return names;
}

/** The header to include for a function: ISO C's if it has it; undefined for a function of neither standard. */
export function headerOf(name: string): string | undefined {
  for (const header of HEADERS) {
    const at = header.names.indexOf(name);
    if (at >= 0 && header.names.split(/\s+/).includes(name)) return header.name;
  }
  return undefined;
}

/** Names whose suffix puts them outside this list. */
export function isVariantName(name: string): boolean {
  return /(?:64|_l|_np|f\d+x?)$/.test(name);
}
