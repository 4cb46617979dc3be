(module
  (type (;0;) (struct (field (mut i32)) (field (mut f64)) (field (mut eqref)) (field (mut i64))))
  (type (;1;) (array (mut i64)))
  (type (;2;) (struct (field (mut i16))))
  (type (;3;) (array (mut f32)))
  (type (;4;) (func (param i32) (result i32)))
  (type (;5;) (func (param i64 i32) (result i64)))
  (type (;6;) (func (param f32) (result f32)))
  (type (;7;) (func (param f64) (result f64)))
  (type (;8;) (func (param i64 i32 f32 i64) (result i32)))
  (type (;9;) (func (param eqref) (result anyref)))
  (type (;10;) (func (param f32 i64 f32) (result f64)))
  (type (;11;) (func (param f32) (result anyref i64)))
  (type (;12;) (func (param i64 i64)))
  (type (;13;) (func (param i64 i64 i32 i64)))
  (type (;14;) (func (param f64 anyref) (result i32 f32)))
  (type (;15;) (func (result i32 i64)))
  (type (;16;) (func (param i64 f32 i32 eqref)))
  (type (;17;) (func (result i32 f32)))
  (type (;18;) (func (result i32 f64)))
  (type (;19;) (func (param funcref i32) (result i32 f32)))
  (type (;20;) (func (param f32 i64) (result f32 funcref)))
  (type (;21;) (func (param i64 i32 i32 i64) (result i32)))
  (type (;22;) (func (param i32 i64 i32) (result i64)))
  (type (;23;) (func (param i64 i32 i32 i32)))
  (type (;24;) (func (param i32) (result i32 i64)))
  (type (;25;) (func (result i64)))
  (import "h" "i" (func (;0;) (type 4) (param i32) (result i32)))
  (import "h" "l" (func (;1;) (type 5) (param i64 i32) (result i64)))
  (import "h" "f" (func (;2;) (type 6) (param f32) (result f32)))
  (import "h" "d" (func (;3;) (type 7) (param f64) (result f64)))
  (table (;0;) 16 24 funcref)
  (memory (;0;) 1 2)
  (global (;0;) (mut i32) i32.const 0)
  (global (;1;) (mut eqref) ref.null eq)
  (global (;2;) (mut f64) f64.const -59297354890912560)
  (global (;3;) (mut f32) f32.const 239778540)
  (global (;4;) i64 i64.const 3977678895255637905)
  (global (;5;) (mut f64) f64.const 1.1291760990944835E+17)
  (global (;6;) anyref ref.null any)
  (global (;7;) (mut f32) f32.const -114507200)
  (export "m0" (memory 0))
  (export "f0" (func 11))
  (export "f1" (func 12))
  (export "f2" (func 13))
  (export "f3" (func 14))
  (export "f4" (func 15))
  (export "f5" (func 16))
  (export "f6" (func 17))
  (export "observe" (func 18))
  (elem (;0;) (offset i32.const 0) func 7 0 9 7 0 7 4 2 7 6 0 5 3 10)
  (elem (;1;) func 7 9 2 1 2 9)
  (elem (;2;) declare func 0 1 2 3 4 5 6 7 8 9 10)
  (func (;4;) (type 8) (param i64 i32 f32 i64) (result i32)
    (local f32)
    (local f64)
    (local f32)
    (local i64)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const -1632159732
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 1
    block (result i32)
      local.get 1
      i32.const 32767
      i32.and
      local.get 1
      i32.const 32767
      i32.and
      i32.const 33
      i32.const 255
      i32.and
      memory.copy
      loop
        global.get 0
        i32.const 10
        i32.lt_s
        if
          i32.const 130429613
          return
        end
        global.get 0
        i32.const 10
        i32.sub
        global.set 0
        i64.const 256
        drop
        global.get 4
        local.set 0
        i32.const 1373614613
        i32.const 32767
        i32.and
        i32.const 64
        i32.const 15
        i32.and
        i32.const 31
        i32.const 7
        i32.and
        memory.init 1
        local.get 1
        global.get 0
        i32.const 1000
        i32.gt_s
        i32.and
        br_if 0
      end
      local.get 1
      i32.const 32767
      i32.and
      local.get 0
      i64.store16 align=1
      block
        f64.const -inf
        drop
        struct.new_default 2
        local.get 1
        struct.set 2 0
      end
      local.get 8
      local.get 0
      i64.gt_u
      i32.const 32767
      i32.and
      i32.load8_u offset=733
    end
    i32.const 1049258989
    i32.const 32767
    i32.and
    i64.load16_u offset=10559 align=1
    i32.const 63
    local.tee 1
    call 1
    i32.wrap_i64
    select
    i32.const 32767
    i32.and
    f32.load offset=61
    local.set 2
    local.get 1
    local.tee 1
  )
  (func (;5;) (type 12) (param i64 i64)
    (local f32)
    (local f64)
    (local anyref)
    (local i32)
    (local i64)
    (local i32)
    (local f32)
    (local i64)
    (local f32)
    (local (ref null 3))
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    struct.new_default 0
    struct.get 0 0
    f64.const 6.762545152229778E+78
    local.get 12
    f64.convert_i32_s
    f64.eq
    i32.lt_s
    table.size
    i32.const 1
    i32.or
    i32.div_u
    br_if 0
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 6
      local.set 1
      struct.new_default 2
      local.get 6
      local.get 9
      i64.and
      local.get 7
      i32.const 32767
      i32.and
      i64.load32_u offset=25 align=1
      i64.sub
      local.get 10
      local.get 9
      local.get 8
      i32.const 9
      call_indirect (type 10)
      f64.const 1E+300
      f64.ge
      struct.new_default 0
      struct.new_default 2
      ref.eq
      if (result f32)
        i32.const 8
        array.new_default 1
        drop
        f32.const 0.5
      else
        local.get 5
        i32.const 7
        i32.and
        i32.const 1431655765
        i32.const 7
        i32.and
        i32.const 1397986968
        i32.const 3
        i32.and
        table.copy
        local.get 8
      end
      local.get 0
      i32.const 6
      call_indirect (type 8)
      struct.set 2 0
      local.get 12
      global.get 0
      i32.const 1000
      i32.gt_s
      i32.and
      br_if 0
    end
  )
  (func (;6;) (type 10) (param f32 i64 f32) (result f64)
    (local f32)
    (local f64)
    (local i32)
    (local i64)
    (local i64)
    (local eqref)
    (local i32)
    (local i64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      f64.const 1.8264080311966416E-244
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    loop (result i32)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f64.const -3.35901334909919E+88
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      block
        i32.const 8
        array.new_default 1
        i32.const -1897792873
        i32.const 7
        i32.and
        i64.const -3060875914998868182
        array.set 1
        local.get 9
        i32.const 32767
        i32.and
        local.get 10
        i64.store16 offset=23
        i32.const 8
        array.new_default 3
        drop
        local.get 9
        local.set 5
        f64.const 9.223372036854775E+18
        drop
      end
      block
        local.get 5
        i32.const 32767
        i32.and
        global.get 4
        i64.store32 offset=19 align=2
        i32.const 7
        i32.const 32767
        i32.and
        f64.const -inf
        local.tee 4
        f64.const nan
        local.get 4
        local.get 4
        f64.eq
        select
        f64.store offset=19
        i32.const 7
        i32.const 7
        i32.and
        ref.null func
        local.get 9
        i32.const 1
        i32.and
        table.fill
        i32.const 8
        array.new_default 1
        local.get 9
        i32.const 7
        i32.and
        local.get 1
        local.get 5
        i32.const 3
        i32.and
        array.fill 1
      end
      local.get 9
      if
        global.get 7
        drop
        i32.const 33
        i32.const 32767
        i32.and
        i64.const 32767
        i64.store8 offset=41
        local.get 5
        i32.const 32767
        i32.and
        local.get 9
        i32.store8
        i32.const 8
        array.new_default 1
        drop
        local.get 0
        local.set 2
      else
      end
      i64.const 1099511627776
      i64.eqz
      block (result i32)
        local.get 5
        i32.const 32767
        i32.and
        local.get 5
        local.get 9
        i32.const 255
        i32.and
        memory.fill
        local.get 9
        i32.const 32767
        i32.and
        local.get 9
        local.get 9
        i32.const 255
        i32.and
        memory.fill
        local.get 9
        drop
        i32.const 2083905341
        drop
        local.get 7
        drop
        local.get 5
      end
      i32.rotl
    end
    local.get 5
    local.get 5
    local.tee 9
    local.get 9
    local.tee 9
    local.get 9
    i32.const 32767
    i32.and
    i32.load16_s offset=1 align=1
    select
    local.get 9
    ref.i31
    local.get 5
    f64.const 1E+300
    local.get 8
    i64.const 30064771072
    struct.new 0
    ref.eq
    i32.or
    local.tee 5
    select
    i32.const 32767
    i32.and
    i32.load16_s
    i32.const 32767
    i32.and
    local.get 1
    loop (result i64)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        f64.const 4294967295.5
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      f64.const -1.0289425151747307E-121
      local.get 5
      br_if 1
      drop
      i32.const -391305273
      i32.const 32767
      i32.and
      local.get 5
      ref.func 0
      call_ref 4
      i32.store16 offset=54 align=1
      local.get 6
      local.tee 10
      local.get 9
      if (result i32)
        i64.const 256
        drop
        i32.const 63
      else
        i32.const 2
        local.set 5
        i32.const 8
        array.new_default 1
        i32.const -1059142226
        i32.const 7
        i32.and
        local.get 6
        array.set 1
        i32.const 7
        local.set 9
        i32.const 8
        array.new_default 3
        drop
        local.get 9
      end
      call 1
    end
    i64.sub
    i64.store16 offset=11114
    ref.null func
    i32.const 1431655765
    i32.ctz
    i32.const 1466105194
    i32.shl
    local.tee 9
    i32.const 32767
    i32.and
    i64.load8_u offset=34
    local.get 9
    table.size
    i32.gt_s
    local.get 7
    local.get 1
    i64.const 1
    i64.or
    i64.div_u
    f64.convert_i64_u
    f64.floor
    f32.demote_f64
    local.get 6
    i64.extend16_s
    local.get 9
    ref.func 0
    call_ref 4
    call 1
    local.get 6
    i64.const 4294967296
    i64.rotr
    global.get 4
    i64.extend8_s
    i32.const -2147483648
    call 0
    select (result i64)
    local.tee 7
    i32.const 33
    local.get 9
    i32.const 1
    i32.or
    i32.rem_s
    i32.const 32767
    i32.and
    i64.load16_u
    local.get 10
    global.get 5
    local.tee 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    i64.reinterpret_f64
    block (result i32)
      struct.new_default 0
      local.get 8
      struct.set 0 2
      local.get 9
    end
    select (result i64)
    i64.gt_u
    select
    call 4
    i32.const 1
    i32.and
    table.grow
    drop
    f64.const 1
    f64.const 40.689970767309056
    local.tee 4
    f64.const nan
    local.get 4
    local.get 4
    f64.eq
    select
    f64.copysign
    f64.ceil
    f64.floor
    f64.nearest
    f64.neg
    return
    f64.const -1E+300
  )
  (func (;7;) (type 9) (param eqref) (result anyref)
    (local f32)
    (local f64)
    (local i32)
    (local f32)
    (local f64)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const 8
      array.new_default 1
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    i32.const 8
    array.new_default 1
    array.len
    i32.const -1610337122
    i32.const 32767
    i32.and
    i32.load16_s offset=51 align=1
    i32.const 1
    i32.or
    i32.rem_s
    i32.const 32767
    i32.and
    i32.load8_s
    call 0
    i32.const 32767
    i32.and
    struct.new_default 2
    struct.get_s 2 0
    i32.const -1169431948
    i32.const 32767
    i32.and
    i32.load8_s offset=53
    i32.const 3
    i32.and
    memory.grow
    i32.const 255
    i32.and
    memory.fill
    i32.const 8
    array.new_default 1
    array.len
    local.tee 6
    i32.extend16_s
    i32.const 32767
    i32.and
    local.get 5
    local.tee 5
    local.tee 5
    struct.new_default 0
    local.get 6
    local.get 6
    i32.rotl
    call 0
    if (type 14)
      drop
      local.set 5
      local.get 3
      drop
      struct.new_default 2
      drop
      struct.new_default 0
      struct.get 0 0
      local.get 4
      call 2
    else
      drop
      local.set 5
      local.get 6
      i32.const 32767
      i32.and
      i64.const -4424997392597989638
      i64.store offset=45 align=4
      local.get 6
      i32.const 32767
      i32.and
      i64.const 2147483647
      i64.store32 offset=17
      i32.const 507147602
      i32.const 32767
      i32.and
      local.get 3
      i32.store offset=24787 align=2
      local.get 5
      f64.const 0.5
      f64.ne
      i32.ctz
      global.get 7
    end
    drop
    i32.const 3
    i32.and
    memory.grow
    i32.const 8
    array.new_default 3
    local.get 6
    i32.const 7
    i32.and
    array.get 3
    f32.const 1.5
    loop (type 15)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        i32.const 128
        ref.i31
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      f32.const -4.0815525E-38
      local.set 4
      struct.new_default 2
      i32.const 31
      struct.set 2 0
      local.get 3
      i32.const 32767
      i32.and
      f64.const 1.5
      local.tee 2
      f64.const nan
      local.get 2
      local.get 2
      f64.eq
      select
      f64.store offset=38
      local.get 3
      i64.const 0
    end
    drop
    select
    i32.trunc_sat_f32_s
    local.get 6
    i32.const 2147483647
    select
    ref.i31
    ref.cast i31ref
    i31.get_s
    i32.const 499797565
    select
    i32.store8 offset=20
    i32.const 7
    ref.i31
  )
  (func (;8;) (type 16) (param i64 f32 i32 eqref)
    (local f32)
    (local f64)
    (local f64)
    (local eqref)
    (local i32)
    (local i64)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    local.get 1
    f64.promote_f32
    f64.sqrt
    i32.trunc_sat_f64_u
    i32.const 32767
    i32.and
    f64.load offset=62
    i32.trunc_sat_f64_u
    br_if 0
    local.get 8
    i32.const 32767
    i32.and
    i32.load8_s
    i32.const 31
    i32.eqz
    i32.lt_s
    i32.const 3
    i32.and
    memory.grow
    local.get 10
    local.get 0
    local.get 0
    i64.lt_s
    f64.const -1E+300
    i32.trunc_sat_f64_s
    i32.const 0
    i32.const 32767
    i32.and
    i32.load16_s offset=43
    select
    i32.const 1431655765
    f64.const -2.9430620359375473E+212
    local.get 6
    f64.le
    i32.const 32767
    i32.and
    i32.load16_s offset=5 align=1
    select (result i32)
    select
    ref.func 0
    call_ref 4
    i32.const 32767
    i32.and
    i64.const 127
    i64.eqz
    f64.const 1.8446744073709552E+19
    local.get 6
    f64.le
    i32.const 1
    i32.or
    i32.rem_s
    local.get 8
    i32.const 32767
    i32.and
    i32.load16_s
    local.get 8
    i32.const 32767
    i32.and
    i32.load offset=12877 align=1
    local.get 1
    global.get 3
    f32.eq
    select
    i32.shr_s
    ref.i31
    ref.cast i31ref
    i31.get_u
    local.get 0
    i32.const 128
    call 1
    local.get 9
    local.get 8
    ref.func 1
    call_ref 5
    i64.le_s
    i32.const 32767
    i32.and
    i32.load16_u align=1
    i32.add
    i32.const 32767
    i32.and
    i64.load8_s offset=26881
    i64.store offset=15303 align=4
  )
  (func (;9;) (type 11) (param f32) (result anyref i64)
    (local f32)
    (local f64)
    (local i32)
    (local f64)
    (local (ref null 0))
    (local eqref)
    (local i64)
    (local f64)
    (local f64)
    (local f64)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      i32.const 8
      array.new_default 1
      i64.const -128
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    struct.new_default 0
    local.set 6
    i32.const 8
    array.new_default 1
    array.len
    local.tee 3
    i32.const 7
    i32.and
    ref.func 8
    local.get 3
    local.tee 3
    local.get 3
    local.get 3
    i32.shr_u
    i32.const 1
    i32.or
    i32.rem_u
    i32.const 32767
    i32.and
    i64.load32_s offset=8940 align=2
    local.get 8
    local.get 8
    f64.eq
    i32.const 32767
    i32.and
    i32.load16_s align=1
    i32.const 32767
    i32.and
    i64.load offset=27 align=2
    i64.gt_u
    loop (type 17)
      global.get 0
      i32.const 10
      i32.lt_s
      if
        ref.null any
        i64.const 0
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      local.get 7
      drop
      local.get 3
      drop
      i32.const 63
      local.set 3
      local.get 4
      global.set 2
      local.get 3
      f32.const 1.8446744E+19
    end
    drop
    memory.size
    i32.eq
    local.tee 3
    if (result i32)
      local.get 3
      br 0
      local.get 3
      i32.const 32767
      i32.and
      f32.const inf
      local.tee 1
      f32.const nan
      local.get 1
      local.get 1
      f32.eq
      select
      f32.store offset=4380 align=2
      ref.func 10
      local.get 3
      i32.const 1
      i32.and
      table.grow
      drop
      local.get 3
      if
        local.get 3
        i32.const 32767
        i32.and
        i32.const -572439579
        i32.const 32767
        i32.and
        local.get 3
        i32.const 255
        i32.and
        memory.copy
        i32.const 2
        local.set 3
        global.get 4
        local.set 7
      end
      struct.new_default 0
      local.get 7
      i32.const 1022164407
      br_if 1
      drop
      drop
      i32.const 894966792
      i32.const 32767
      i32.and
      i64.load16_u offset=10786
      local.get 7
      i64.extend8_s
      i64.ne
    else
      block
        i32.const 32
        drop
        i32.const 65536
        drop
        i32.const 128
        i32.const 32767
        i32.and
        local.get 3
        i32.store16 align=1
        i32.const 1444340438
        i32.const 15
        i32.and
        ref.func 3
        table.set
      end
      local.get 7
      local.tee 7
      local.get 7
      i64.const 2147483647
      i64.const 1
      i64.or
      i64.div_u
      i64.eq
    end
    i32.const 1
    i32.or
    i32.div_u
    i32.const 3
    i32.and
    memory.grow
    i32.const 1
    i32.and
    table.fill
    i32.const 8
    array.new_default 1
    local.get 6
    ref.func 7
    call_ref 9
    local.get 7
    i32.const 0
    ref.i31
    ref.is_null
    if (type 18)
      i32.const 65535
      i32.const 32767
      i32.and
      i32.const 1739404760
      i32.const 1431655765
      i32.const 255
      i32.and
      memory.fill
      struct.new_default 2
      local.get 7
      local.get 3
      br_if 1
      drop
      drop
      local.get 3
      f64.const 4294967295.5
    else
      i32.const 8
      array.new_default 3
      local.get 3
      i32.const 7
      i32.and
      i32.const 8
      array.new_default 3
      local.get 3
      i32.const 3
      i32.and
      i32.const 558039438
      i32.const 1
      i32.and
      array.copy 3 3
      local.get 7
      drop
      f32.const inf
      global.set 3
      i64.const -2464792994193483611
      local.set 7
      local.get 3
      f64.const 7.369048208329603E+160
    end
    drop
    i32.const 32767
    i32.and
    i32.load offset=51
    local.get 3
    i32.const 63
    local.tee 3
    i32.shr_s
    i32.const 32767
    i32.and
    f32.load offset=40 align=2
    i64.const 256
    i64.eqz
    local.get 3
    i32.const 1431655765
    i32.shl
    table.size
    select
    if (result i64)
      i64.const 7
      local.get 3
      br_if 0
      drop
      f64.const -1E+300
      i64.trunc_sat_f64_s
    else
      local.get 7
      i32.const 64
      br_if 0
      drop
      i64.const -6905123064377380789
      drop
      local.get 5
      ref.is_null
      if (result (ref null 0))
        struct.new_default 0
        local.tee 5
      else
        local.get 5
      end
      local.get 9
      struct.set 0 1
      i64.const -549755813888
      local.set 7
      local.get 9
      local.set 4
      local.get 7
      i64.extend16_s
    end
    ref.func 4
    call_ref 8
    i32.ctz
    select (result anyref)
    local.get 7
    local.tee 7
  )
  (func (;10;) (type 13) (param i64 i64 i32 i64)
    (local f32)
    (local f64)
    (local eqref)
    (local i32)
    (local i64)
    (local i32)
    global.get 0
    i32.const 30
    i32.lt_s
    if
      return
    end
    global.get 0
    i32.const 30
    i32.sub
    global.set 0
    loop
      global.get 0
      i32.const 10
      i32.lt_s
      if
        return
      end
      global.get 0
      i32.const 10
      i32.sub
      global.set 0
      i32.const 8
      array.new_default 3
      i32.const 8
      array.new_default 1
      f64.const -nan
      f64.neg
      f64.const 0
      f64.const 1.5
      f64.min
      f64.gt
      i32.const 7
      i32.and
      array.get 1
      f32.const 1E+10
      i64.trunc_sat_f32_u
      i64.extend8_s
      local.get 1
      local.get 8
      i64.const 1
      i64.or
      i64.rem_u
      local.tee 0
      local.get 9
      f64.convert_i32_s
      local.get 2
      i32.const 32767
      i32.and
      f64.load offset=38 align=4
      f64.ne
      select
      i64.le_s
      i32.const 7
      i32.and
      block (result f32)
        f32.const 7.5174586E+17
        i32.const 1564322536
        br_if 0
        drop
        local.get 0
        f32.convert_i64_s
      end
      local.get 2
      i32.const 32767
      i32.and
      i32.load offset=7335
      i32.const 32767
      i32.and
      f32.load align=1
      f32.const 503981.88
      call 2
      local.get 7
      i32.const 32767
      i32.and
      f32.load offset=52 align=2
      f32.mul
      f32.max
      f32.max
      array.set 3
      i32.const 1456321260
      i32.const 32767
      i32.and
      f32.load align=1
      i64.const 2147483647
      ref.null func
      local.get 9
      i32.const 64
      if (type 19)
        local.set 9
        drop
        local.get 7
        global.get 7
        br 0
        local.get 9
        f32.const -0
      else
        local.set 9
        drop
        i32.const 8
        array.new_default 1
        drop
        local.get 2
        i32.const 32767
        i32.and
        local.get 7
        i32.store
        i32.const 8
        array.new_default 1
        drop
        global.get 2
        global.set 2
        local.get 2
        f32.const -6.7655175E-17
      end
      drop
      i32.const 32767
      i32.and
      i32.load16_s offset=11 align=1
      if (type 20)
        local.set 3
        drop
        global.get 4
        local.set 8
        local.get 9
        drop
        local.get 7
        drop
        f32.const -1.3438817E-26
        i32.const 7
        call_indirect (type 6)
        local.get 9
        i32.const 15
        i32.and
        table.get
      else
        local.set 0
        drop
        local.get 7
        i32.const 32767
        i32.and
        i32.const -1
        i32.const 15
        i32.and
        local.get 7
        i32.const 7
        i32.and
        memory.init 0
        f32.const 1.5598196E-13
        f32.nearest
        ref.null func
      end
      drop
      global.get 7
      f32.div
      global.set 7
      local.get 7
      global.get 0
      i32.const 1000
      i32.gt_s
      i32.and
      br_if 0
    end
  )
  (func (;11;) (type 21) (param i64 i32 i32 i64) (result i32)
    (local i32)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    f32.reinterpret_i32
    local.get 3
    call 4
    local.set 4
    local.get 4
  )
  (func (;12;) (type 12) (param i64 i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    call 5
  )
  (func (;13;) (type 22) (param i32 i64 i32) (result i64)
    (local f64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    local.get 1
    local.get 2
    f32.reinterpret_i32
    call 6
    local.set 3
    local.get 3
    f64.const nan
    local.get 3
    local.get 3
    f64.eq
    select
    i64.reinterpret_f64
  )
  (func (;14;) (type 4) (param i32) (result i32)
    (local anyref)
    i32.const 3000
    global.set 0
    local.get 0
    ref.i31
    call 7
    local.set 1
    local.get 1
    ref.is_null
  )
  (func (;15;) (type 23) (param i64 i32 i32 i32)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    f32.reinterpret_i32
    local.get 2
    local.get 3
    ref.i31
    call 8
  )
  (func (;16;) (type 24) (param i32) (result i32 i64)
    (local anyref)
    (local i64)
    i32.const 3000
    global.set 0
    local.get 0
    f32.reinterpret_i32
    call 9
    local.set 2
    local.set 1
    local.get 1
    ref.is_null
    local.get 2
  )
  (func (;17;) (type 13) (param i64 i64 i32 i64)
    i32.const 3000
    global.set 0
    local.get 0
    local.get 1
    local.get 2
    local.get 3
    call 10
  )
  (func (;18;) (type 25) (result i64)
    (local f32)
    (local f64)
    (local i64)
    (local i32)
    i64.const 0
    global.get 2
    local.set 1
    local.get 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    i64.reinterpret_f64
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 3
    local.set 0
    local.get 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 4
    local.set 2
    local.get 2
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 5
    local.set 1
    local.get 1
    f64.const nan
    local.get 1
    local.get 1
    f64.eq
    select
    i64.reinterpret_f64
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    global.get 7
    local.set 0
    local.get 0
    f32.const nan
    local.get 0
    local.get 0
    f32.eq
    select
    i32.reinterpret_f32
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    table.size
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 0
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 1
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 2
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 3
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 4
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 5
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 6
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 7
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 8
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 9
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 10
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 11
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 12
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 13
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 14
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
    i32.const 15
    table.get
    ref.is_null
    i64.extend_i32_u
    i64.xor
    i64.const -7046029254386353131
    i64.mul
  )
  (data (;0;) (offset i32.const 741)
    "\d74\fbq\17\1biQ\f4\99\14R\1aCY\e2#*Z\1cg\e9$\07d\f4\a0`e\99\db\8bo/0\f3\b5\db\f1p\e3HW\fb&bB\cfE\89\edG\t?\91\b8\d7\c4[@9.\c7#"
    "\ce\05\bb\bdK\cfd\ac\ec\c8\beJ\ed\15\98\e3\81\b1\fd\f1\e5;\d3\e1\ee\8aM/\b9x\e43\b0e.)\02\16\05H\ff\9e\e8Z\95\81\86\10\e3\ca\f5BB\fc\1c\c9\db\f9\e6\cb`\b1\c4\08"
    ")\e6 \8d\9f\91\89}\9d\f3\c4x\07\a1P\87Lp\fe\ea\b6\1c\f9\aaTL\93H\d4\e7\f5\cb\bd\f2\a9Y\e7w\0ez\05`\7f\cd1\05\a0\d2\9c\f6\e5~\0ew\13\ec\1c\a8\a3E\c2\da\8c\f6"
    "\81\9f\80\b3F\03\eeFn\06\8b\b6C\da\b4LB\c3\dbl\f6\a4%\eb\cd\be\11\f4d\80\85\ae\e5\be#4E}n@W\8a\ea\ef\15\07\f4\aa\84\7f\cd\a2\156\08\0c\f4\eb\e6UJH\8cE"
    "\98\04\d7\18\de\d2\7f\dd\01\a6\e3A\13\9f\120\c2=r\a4\f5]\d7\ee\17\c67\9e\9d\f2&vFWx\a0\ef\fe4s\80\e6v\a07\b4( =\00Fa\e2\05\01XI\8e\e7\a8\ef\19b "
    "\02\19\ac\ab\91\01\8c\07~CJ\8e\95\8b\9b\df\e1\c04\84\89#\cdA\a87\d4\a4\11\c4\8a\c5{\aa\df\92\fa\f7\80\ed\f9n\a4\92\0e\9dX\8aF\02we\99ZN\ee}\ce\85\7f\dd\87$\97"
    "\1b\18e\9e<\a7\n\b7\d5_\c7K\e4Vw|T]3T\fb\91&\81S\fb\91\00\f8<\"\19%\9a\d6#\f6\08 H\07\da\17\c8]\c3\f2\dd\84\c3\91S\9e\99\8f+by\e5w6\13\9a8"
    "\e7\c1y$\83g\cd\b92\c6\8a\"\f7\eaPO\f7c\16\1f\c0\e1`D\01]\05\c4\bc\da\13\b2\cd=-\bcX\c1\c2k\a3\1ct \a5\87:4Ans\"\b7\b6l'(\e6Ot9\06W\f8")
  (data (;1;) "\d74\fbq\17\1biQ\f4\99\14R\1aCY\e2#*Z\1cg\e9$\07")
)
