package org.stammkunde.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the document what the code of records says already: a component is always there unless it
 * is {@link Nullable}; of what is sent, unless its schema says that it is required. What is {@link
 * JsonRawValue raw} is any JSON, or any object where its schema says so, and no text.
 */
final class RecordsInSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> definition = definition(schema, context);
            if (definition != null && definition.getProperties() != null) {
                for (RecordComponent component : java.getRawClass().getRecordComponents()) {
                    say(definition, component);
                }
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels()
                        .get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void say(Schema<?> definition, RecordComponent component) {
        Map<String, Schema> properties = definition.getProperties();
        Schema<?> property = properties.get(component.getName());
        if (property == null) {
            return;
        }
        if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
            properties.put(component.getName(), raw(component, property));
        }
        boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean isRequired =
                definition.getRequired() != null
                        && definition.getRequired().contains(component.getName());
        if (!isNullable && !isRequired) {
            definition.addRequiredItem(component.getName());
        } else if (isNullable && !isRequired && property.get$ref() == null) {
            property.setNullable(true);
        }
    }

    private static Schema<?> raw(RecordComponent component, Schema<?> property) {
        var said =
                component
                        .getAccessor()
                        .getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        boolean isObject = said != null && said.type().equals("object");
        Schema<?> raw =
                isObject ? new ObjectSchema().additionalProperties(true) : new Schema<Object>();
        raw.description(property.getDescription()).setExample(property.getExample());
        return raw;
    }
}
