import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** A part of a page, in fractions of the page as it is seen (upright, cropped), measured from its top left corner. */
export class RegionBody {
  /** From 1; a picture is page 1. */
  @IsInt()
  @Min(1)
  @Max(200)
  page: number;

  /** 0 (left edge) to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  x: number;

  /** 0 (top edge) to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  y: number;

  /** What reaches beyond the page is cut off. */
  @IsPositive()
  @Max(1)
  width: number;

  @IsPositive()
  @Max(1)
  height: number;
}

/** A part of a plain text, in UTF-16 code units, as a browser's text field counts them. */
export class PassageBody {
  @IsInt()
  @Min(0)
  start: number;

  /** Not included. */
  @IsInt()
  @Min(1)
  end: number;
}

/** At least one of the three. */
export class RedactFileBody {
  /** For PDFs and pictures. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RegionBody)
  regions?: RegionBody[];

  /** Whole words or names, found in any case and across line breaks. They are used once and kept nowhere. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(2, 100, { each: true })
  @Matches(/[\p{L}\p{N}].*[\p{L}\p{N}]/u, { each: true, message: 'each word needs at least two letters or digits' })
  words?: string[];

  /** For plain texts. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1_000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PassageBody)
  passages?: PassageBody[];

  /** Why, for the trail; name nobody here. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;
}

export class RedactedWordView {
  word: string;
  /** Times it was removed. */
  replaced: number;
  /** Times it stands inside a longer word ("Ann" in "annual") and was left: look at them. */
  withinLongerWords: number;
}

export class RedactedCopyView {
  id: string;
  /** Carries nothing of the original's name. */
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** The file it was made from, which is sealed now. */
  derivedFromId: string;
}

export class RedactionView {
  file: RedactedCopyView;
  words: RedactedWordView[];
  /** Words that stand in no text of the file. In a scan or a picture they would still be visible: mark regions. */
  @ApiProperty({ isArray: true, type: String })
  notFound: string[];
  /** Pages that hold pictures, in which no word can be found: look at them. */
  @ApiProperty({ isArray: true, type: Number })
  picturePages: number[];
}
