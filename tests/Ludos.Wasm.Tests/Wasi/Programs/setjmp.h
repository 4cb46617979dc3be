/* wasi-libc has none. Lua is built so that it never jumps; this stands where it includes one. */
#ifndef LUDOS_NO_SETJMP_H
#define LUDOS_NO_SETJMP_H
struct lua_State;
_Noreturn void ludos_no_jump(struct lua_State *lua);
#endif
