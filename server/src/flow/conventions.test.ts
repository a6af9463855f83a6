import { describe, expect, test } from "vitest";
import { saysCheck, saysLeave, saysShare } from "./conventions";

describe("names that say that a call is a way out", () => {
  test.each(["duk_error", "luaL_error", "handleLastErrorImpl", "VM_ERROR_TYPE", "throwRange", "test_fail"])(
    "%s",
    (name) => expect(saysLeave(name)).toBe(true),
  );
  test.each([
    "log_error",
    "fail_unless",
    "get_last_error",
    "taskEXIT_CRITICAL",
    "errorString",
    "clear_errors",
  ])("not %s", (name) => expect(saysLeave(name)).toBe(false));
});

describe("names that say that what is handed over is checked", () => {
  test.each(["check_extension", "isValidLength", "size_is_valid", "nifti_check_size"])("%s", (name) =>
    expect(saysCheck(name)).toBe(true),
  );
  test.each(["process", "checksum", "register_list", "invalidate"])("not %s", (name) =>
    expect(saysCheck(name)).toBe(false),
  );
});

describe("names that say that a reference is counted", () => {
  test.each(["X509_up_ref", "dbus_message_ref", "json_incref", "CFRetain", "AddRef"])("%s", (name) =>
    expect(saysShare(name)).toBe(true),
  );
  test.each(["dbus_message_unref", "Release", "deref_symbol", "href"])("not %s", (name) =>
    expect(saysShare(name)).toBe(false),
  );
});
