namespace Orleans;

/// <summary>Converts between a type of another assembly and one that the serializer knows.</summary>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>Makes the value from what travelled.</summary>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>Makes what travels from the value.</summary>
    TSurrogate ConvertToSurrogate(in TValue value);
}
