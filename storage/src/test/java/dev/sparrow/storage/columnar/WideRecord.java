/*
 * Copyright the Sparrow authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.sparrow.storage.columnar;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RecordAttribute;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.stream.IntStream;

/// A record class with as many int components as asked for.
final class WideRecord {
    private static final ClassDesc RECORD = ClassDesc.of("java.lang.Record");

    private WideRecord() {}

    static Class<?> define(int components) throws IllegalAccessException {
        var name = ClassDesc.of(WideRecord.class.getPackageName() + ".Wide" + components);
        var bytes =
                ClassFile.of()
                        .build(
                                name,
                                type -> {
                                    type.withSuperclass(RECORD).withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_PUBLIC);
                                    type.with(
                                            RecordAttribute.of(
                                                    IntStream.range(0, components)
                                                            .mapToObj(c -> RecordComponentInfo.of("c" + c, CD_int))
                                                            .toList()));
                                    for (var c = 0; c < components; c++) {
                                        type.withField("c" + c, CD_int, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
                                    }
                                    var parameters = Collections.nCopies(components, CD_int);
                                    type.withMethodBody(
                                            ConstantDescs.INIT_NAME,
                                            MethodTypeDesc.of(ConstantDescs.CD_void, parameters),
                                            ClassFile.ACC_PUBLIC,
                                            code -> {
                                                code.aload(0)
                                                        .invokespecial(
                                                                RECORD,
                                                                ConstantDescs.INIT_NAME,
                                                                ConstantDescs.MTD_void);
                                                for (var c = 0; c < components; c++) {
                                                    code.aload(0).iload(c + 1).putfield(name, "c" + c, CD_int);
                                                }
                                                code.return_();
                                            });
                                });
        return MethodHandles.lookup().defineClass(bytes);
    }
}
